package dev.docket.spark;

import dev.docket.cli.journal.ArchiveOptions;
import dev.docket.cli.replay.SelectionOptions;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.spark.table.Export;
import dev.docket.spark.table.Manifest;
import dev.docket.spark.table.NoExportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./docket export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write a journal as Parquet files, by day: decisions, the verdicts of their rules, outcomes. The service may be running.",
            "The bundles and reference snapshots that the records name are in the folder, too, so that it can be replayed elsewhere."
                    + " docs/spark.md explains each column. Outcomes are those of all decisions, whichever are selected."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:written", "2:wrong usage, or it cannot be read or written; then nothing is left behind"},
        footer = {
            "",
            "Examples:",
            "  ./docket export --parquet exported",
            "  ./docket export --parquet march --from 2026-03-01T00:00:00Z --to 2026-04-01T00:00:00Z"
        })
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private ArchiveOptions where = new ArchiveOptions();

    @Mixin
    private SelectionOptions which = new SelectionOptions();

    @Option(names = "--parquet", paramLabel = "DIR", required = true, description = "where to write: a new folder")
    private Path folder = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Console console = new Console(spec);
        try {
            Exporting exporting = new Exporting(where.archive(), which.selection(), console);
            Manifest written = exporting.write(
                    progress -> new Export(
                            where.archive(),
                            which.selection(),
                            Clock.systemUTC().instant(),
                            progress),
                    folder);
            console.line(String.format(
                    Locale.ROOT,
                    "wrote %,d decisions, %,d verdicts and %,d outcomes to %s",
                    written.decisions(),
                    written.verdicts(),
                    written.outcomes(),
                    folder));
            written.bundles().stream()
                    .filter(bundle -> !bundle.isKept() || bundle.problem() != null)
                    .forEach(bundle -> console.line("without bundle %s, which is %s"
                            .formatted(bundle.digest(), bundle.isKept() ? "unusable" : "not kept here")));
            return 0;
        } catch (JournalUnavailableException | NoExportException unusable) {
            return console.refuse(String.valueOf(unusable.getMessage()));
        } catch (IOException | UncheckedIOException broken) {
            return console.refuse("cannot read or write: " + broken);
        }
    }
}
