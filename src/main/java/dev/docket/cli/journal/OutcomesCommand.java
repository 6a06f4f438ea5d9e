package dev.docket.cli.journal;

import dev.docket.service.StoreUnavailableException;
import dev.docket.service.outcome.judge.ReportOutcomes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./docket journal outcomes}. */
@Command(
        name = "outcomes",
        mixinStandardHelpOptions = true,
        description = "Show how often people did something other than recommended, and how often a held order later"
                + " shipped unchanged: overall, and for each rule that had fired.")
final class OutcomesCommand implements Callable<Integer> {
    @Mixin
    private ArchiveOptions where = new ArchiveOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--from", paramLabel = "TIME", description = "decided at or after this time")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "decided before this time")
    private @Nullable Instant to;

    @Option(names = "--json", description = "as JSON")
    private boolean isJson;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        try {
            ReportOutcomes.Report report =
                    ReportOutcomes.of(where.archive(), Optional.ofNullable(from), Optional.ofNullable(to));
            if (isJson) {
                console.say(new String(ReportOutcomes.json(report), StandardCharsets.UTF_8));
            } else {
                OutcomeText.of(report).forEach(console::say);
            }
            return 0;
        } catch (StoreUnavailableException unavailable) {
            return console.fail(unavailable);
        }
    }
}
