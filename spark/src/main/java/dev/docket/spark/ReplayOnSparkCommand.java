package dev.docket.spark;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.store.BundleStore;
import dev.docket.cli.journal.ArchiveOptions;
import dev.docket.cli.replay.FinishedReplay;
import dev.docket.cli.replay.ProposalOptions;
import dev.docket.cli.replay.ReportOptions;
import dev.docket.cli.replay.SelectionOptions;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.service.replay.ReplayJournal;
import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.Selection;
import dev.docket.service.replay.change.Proposal;
import dev.docket.spark.again.ReplayOnSpark;
import dev.docket.spark.again.Scratch;
import dev.docket.spark.table.Export;
import dev.docket.spark.table.Exported;
import dev.docket.spark.table.Manifest;
import dev.docket.spark.table.NoExportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./docket replay --spark}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Decide recorded orders again with Apache Spark, to the report of ./docket replay, byte for byte.",
            "Without --from-parquet, the journal is exported to a temporary folder first; that is only good for a master on this machine."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every decision was reproduced, or another bundle was tried",
            "1:a decision was not reproduced, a record is damaged, or a bundle is missing",
            "2:wrong usage, or the named bundle or model cannot be used"
        },
        footer = {
            "",
            "Examples:",
            "  ./docket replay --spark local[2]",
            "  ./docket replay --spark local[2] --from-parquet exported --bundle rules --rows rows",
            "docs/spark.md says how to do so on a cluster."
        })
final class ReplayOnSparkCommand implements Callable<Integer> {
    @Option(
            names = "--spark",
            paramLabel = "MASTER",
            description = "where Spark runs, such as local[2] for two processors here; spark-submit names it itself")
    private @Nullable String master;

    @Option(
            names = "--from-parquet",
            paramLabel = "DIR",
            description = "replay what ./docket export wrote there, and ask no journal; a path that Spark can read")
    private @Nullable String from;

    @Option(
            names = "--rows",
            paramLabel = "DIR",
            description = "also write there, as Parquet, what was made of each decision")
    private @Nullable String rows;

    @Mixin
    private ArchiveOptions where = new ArchiveOptions();

    @Mixin
    private ProposalOptions instead = new ProposalOptions();

    @Mixin
    private SelectionOptions which = new SelectionOptions();

    @Mixin
    private ReportOptions how = new ReportOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (master == null && !SparkPlace.isSubmitted()) {
            throw new ParameterException(
                    spec.commandLine(), "Say where Spark runs: --spark local[2], or use spark-submit.");
        }
        if (master != null && !SparkPlace.isHere(master)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--spark %s: from here only local or local[N] is reached. For a cluster use spark-submit, as docs/spark.md says."
                            .formatted(master));
        }
        Console console = new Console(spec);
        try {
            return from == null ? exportedFirst(console) : replay(from, which.selection(), Optional.empty(), console);
        } catch (JournalUnavailableException | NoExportException | BundleException unusable) {
            return console.refuse(String.valueOf(unusable.getMessage()));
        } catch (IOException | UncheckedIOException broken) {
            return console.refuse("cannot read or write: " + broken);
        } catch (Exception failed) { // Scala throws checked ones, too, and declares none
            return console.refuse("Spark failed: "
                    + String.valueOf(failed.getMessage()).lines().findFirst().orElse("")
                    + " Nothing was reported; try again, or look at its logs.");
        }
    }

    private int exportedFirst(Console console) throws IOException {
        Selection selection = which.selection();
        // A proposal that does not exist is refused before anything is exported.
        instead.in(where.archive().bundles());
        try (Scratch scratch = new Scratch()) {
            Path folder = scratch.folder().resolve("exported");
            new Exporting(where.archive(), selection, console)
                    .write(
                            progress -> Export.forReplay(
                                    where.archive(),
                                    selection,
                                    Clock.systemUTC().instant(),
                                    progress),
                            folder);
            return replay(
                    folder.toString(), selection, Optional.of(where.archive().bundles()), console);
        }
    }

    /** @param store where a proposed bundle may be; that of the export unless given */
    private int replay(String place, Selection selection, Optional<BundleStore> store, Console console)
            throws IOException {
        long began = System.nanoTime();
        try (SparkSession spark = SparkPlace.session(Optional.ofNullable(master))) {
            Exported exported = Exported.at(place, spark.sparkContext().hadoopConfiguration());
            return replay(
                    spark, exported, asked(place, exported.manifest().selection(), selection), store, began, console);
        }
    }

    private int replay(
            SparkSession spark,
            Exported exported,
            Selection asked,
            Optional<BundleStore> store,
            long began,
            Console console)
            throws IOException {
        try (ReplayOnSpark replay = new ReplayOnSpark(spark, exported)) {
            Proposal proposal = instead.in(store.orElseGet(replay::bundles));
            if (rows != null) {
                replay.requireNew(rows);
            }
            ReplayReport report = replay.run(replay.decisions(asked), proposal, Optional.ofNullable(rows));
            requireAll(exported.manifest(), asked, report);
            double seconds = Math.max(1, System.nanoTime() - began) / 1e9;
            console.line(String.format(
                    Locale.ROOT,
                    "replayed %,d in %.1f s, %,d per minute",
                    report.decisions(),
                    seconds,
                    Math.round(report.decisions() / seconds * 60)));
            return how.report(new FinishedReplay(
                    instead.tried(), proposal.isAsRecorded(), ReplayJournal.question(asked, proposal), report));
        }
    }

    /** A folder that was copied in part would be reproduced in part, and look like all of it. */
    private static void requireAll(Manifest manifest, Selection asked, ReplayReport report) {
        if (asked.equals(manifest.selection()) && report.decisions() != manifest.decisions()) {
            throw new NoExportException(String.format(
                    Locale.ROOT,
                    "The export has %,d decisions, and %,d were found.%nCopy it again, and nothing into it.",
                    manifest.decisions(),
                    report.decisions()));
        }
    }

    /** What was exported is what is asked, unless all was exported: what was left out cannot be found again. */
    private static Selection asked(String place, Selection exported, Selection selection) {
        if (exported.isAll() || exported.equals(selection)) {
            return selection;
        }
        if (selection.isAll()) {
            return exported;
        }
        throw new NoExportException(
                "%s holds only a selection of the decisions: %s.%nGive no other one, or export again."
                        .formatted(place, exported));
    }
}
