package dev.docket.cli;

import dev.docket.cli.terminal.Screen;
import dev.docket.service.ExportRecords;
import dev.docket.service.JournalStore;
import dev.docket.service.ReportOutcomes;
import dev.docket.service.RetirePayloads;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.VerifyJournal;
import dev.docket.service.evidence.EvidencePack;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./docket journal}: verify, export, retire. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "Verifies, exports and retires what is recorded; tells what became of it.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:everything is as it was written", "1:something is not, or it cannot be read", "2:wrong usage"
        })
public final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Where the journal is. */
    static final class DataFolder {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                defaultValue = "data",
                description = "the data folder (default: ${DEFAULT-VALUE})")
        private Path path = Path.of("data");
    }

    /** Where the journal is, in a file or in a database. */
    static final class Where {
        @Mixin
        private DataFolder data = new DataFolder();

        @Spec(Spec.Target.MIXEE)
        private CommandSpec command = CommandSpec.create();

        private @Nullable String url;

        @Option(
                names = "--store",
                paramLabel = "URL",
                description = "a shared database, such as jdbc:postgresql://host/docket (default: the file in the data"
                        + " folder); DOCKET_JOURNAL_USER and DOCKET_JOURNAL_PASSWORD say who asks")
        void setUrl(String url) {
            if (!url.startsWith(JournalStore.POSTGRESQL)) {
                throw new ParameterException(
                        command.commandLine(),
                        "--store wants a URL such as %s//host/docket.".formatted(JournalStore.POSTGRESQL));
            }
            this.url = url;
        }

        JournalStore store() {
            return url == null
                    ? new JournalStore.Sqlite(data.path)
                    : JournalStore.postgresql(
                            data.path,
                            url,
                            System.getenv().getOrDefault("DOCKET_JOURNAL_USER", ""),
                            System.getenv().getOrDefault("DOCKET_JOURNAL_PASSWORD", ""));
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say verify, export, outcomes, evidence or retire.");
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Computes the hash of every record anew and holds it against what is stored and what was signed; also while"
                        + " the service runs.",
                "A journal that was rolled back or rewritten as a whole can only be told by what was kept elsewhere: give"
                        + " checkpoints (GET /v1/journal/checkpoint) and the key (GET /v1/journal/key) that you kept."
            })
    int verify(
            @Mixin Where data,
            @Option(
                            names = "--checkpoint",
                            paramLabel = "FILE",
                            description = "a signed checkpoint that you kept; may be given again")
                    @Nullable
                    List<Path> checkpoints,
            @Option(
                            names = "--key",
                            paramLabel = "KEY",
                            description =
                                    "a verifier key that you trust (default: the one in the folder); may be given again")
                    @Nullable
                    List<String> keys) {
        Screen screen = Screen.of(spec.commandLine().getErr(), "err", System.getenv());
        long start = System.nanoTime();
        VerifyJournal.Report report;
        try {
            report = new VerifyJournal(
                            data.store(),
                            keys == null ? List.of() : keys,
                            checkpoints == null ? List.of() : checkpoints)
                    .run(new Verified(screen));
        } catch (VerifyJournal.NotVerifiableException unusable) {
            screen.line(String.valueOf(unusable.getMessage()));
            return 1;
        }
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        report.problems().forEach(this::say);
        say("%s: %,d records, %,d checkpoints, %,d bundles, %.1f s, key %s"
                .formatted(
                        report.problems().isEmpty() ? "sound" : "NOT AS IT WAS WRITTEN",
                        report.records(),
                        report.checkpoints(),
                        report.bundles(),
                        seconds,
                        String.join(", ", report.keys())));
        return report.problems().isEmpty() ? 0 : 1;
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description =
                    "Writes every record whole, one JSON object a line: the header that is hashed, the request, the answer.")
    int export(
            @Mixin Where data,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            description = "where to (default: the standard output)")
                    @Nullable
                    Path output) {
        try {
            if (output == null) {
                var out = new BufferedOutputStream(System.out);
                export(data.store(), out);
                out.flush();
            } else {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output))) {
                    export(data.store(), out);
                }
            }
            return 0;
        } catch (IOException | UncheckedIOException | StoreUnavailableException failed) {
            return fail(failed);
        }
    }

    private static void export(JournalStore store, OutputStream out) {
        ExportRecords.each(store, record -> {
            try {
                out.write(record);
                out.write('\n');
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        });
    }

    @Command(
            name = "outcomes",
            mixinStandardHelpOptions = true,
            description =
                    "Tells how often people did something else than was recommended, and how often an order was held and"
                            + " then went out as it was: over all, and for each rule that had fired.")
    int outcomes(
            @Mixin Where data,
            @Option(names = "--from", paramLabel = "TIME", description = "decided at this time or later") @Nullable
                    Instant from,
            @Option(names = "--to", paramLabel = "TIME", description = "decided before this time") @Nullable Instant to,
            @Option(names = "--json", description = "as JSON") boolean isJson) {
        try {
            ReportOutcomes.Report report =
                    ReportOutcomes.of(data.store(), Optional.ofNullable(from), Optional.ofNullable(to));
            if (isJson) {
                say(new String(ReportOutcomes.json(report), StandardCharsets.UTF_8));
            } else {
                OutcomeText.of(report).forEach(this::say);
            }
            return 0;
        } catch (StoreUnavailableException unavailable) {
            return fail(unavailable);
        }
    }

    @Command(
            name = "evidence",
            mixinStandardHelpOptions = true,
            description =
                    "Packs the decisions of a period with everything that proves and explains them, and a verifier that"
                            + " needs a JDK only; also while the service runs.")
    int evidence(
            @Mixin DataFolder data,
            @Option(
                            names = "--from",
                            required = true,
                            paramLabel = "TIME",
                            description = "received at this time or later")
                    Instant from,
            @Option(names = "--to", required = true, paramLabel = "TIME", description = "received before this time")
                    Instant to,
            @Option(
                            names = {"-o", "--output"},
                            required = true,
                            paramLabel = "FILE.zip",
                            description = "where to")
                    Path output) {
        Screen screen = Screen.of(spec.commandLine().getErr(), "err", System.getenv());
        try {
            EvidencePack.Packed packed = new EvidencePack(data.path).write(from, to, output, new Verified(screen));
            say("%s: %,d decisions, %,d outcomes, %,d bundles"
                    .formatted(output, packed.decisions(), packed.outcomes(), packed.bundles()));
            if (packed.uncovered() > 0) {
                say("%,d younger records are left out: no checkpoint covers them yet".formatted(packed.uncovered()));
            }
            return 0;
        } catch (EvidencePack.NotPackedException failed) {
            return fail(failed);
        }
    }

    @Command(
            name = "retire",
            mixinStandardHelpOptions = true,
            description =
                    "Drops the requests and answers that were recorded before a time, and records that; their hashes stay,"
                            + " so the journal still verifies. Stop the service first. There is no way back.")
    int retire(
            @Mixin Where data,
            @Option(
                            names = "--before",
                            required = true,
                            paramLabel = "TIME",
                            description = "such as 2026-01-01T00:00:00Z")
                    Instant before,
            @Option(
                            names = "--by",
                            paramLabel = "NAME",
                            defaultValue = "${sys:user.name}",
                            description = "who wants it, for the record (default: ${DEFAULT-VALUE})")
                    String by) {
        try {
            Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
            RetirePayloads.Retired retired = RetirePayloads.before(data.store(), before, now, by);
            say("stream %s: payloads up to record %,d are dropped; record %,d says so"
                    .formatted(retired.stream(), retired.upTo(), retired.sequence()));
            return 0;
        } catch (StoreUnavailableException unavailable) {
            return fail(unavailable);
        }
    }

    private int fail(Exception failed) {
        spec.commandLine().getErr().println(failed.getMessage());
        spec.commandLine().getErr().flush();
        return 1;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
