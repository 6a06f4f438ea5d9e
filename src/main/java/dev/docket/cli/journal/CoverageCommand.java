package dev.docket.cli.journal;

import dev.docket.service.StoreUnavailableException;
import dev.docket.service.intake.Coverage;
import dev.docket.service.intake.VerifyCoverage;
import dev.docket.service.proof.VerifyJournal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./docket stream verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Prove of every record that came by Kafka that it was decided, was a duplicate or went to the dead letters: once each.",
            "Needs the journal only, neither Kafka nor the service. Verifies the journal itself first, as 'journal verify' does."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:complete",
            "1:the journal is not sound, or offsets are missing or taken twice; each is named",
            "2:wrong usage"
        })
public final class CoverageCommand implements Callable<Integer> {
    @Mixin
    private ArchiveOptions where = new ArchiveOptions();

    @Option(names = "--checkpoint", paramLabel = "FILE", description = "a signed checkpoint you kept; repeatable")
    private List<Path> checkpoints = List.of();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "a verifier key you trust (default: those in the data folders); repeatable")
    private List<String> keys = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        try {
            VerifyJournal.Report journal =
                    new VerifyJournal(where.archive(), keys, checkpoints).run(new Verified(console.progress()));
            journal.problems().forEach(console::say);
            Coverage coverage = VerifyCoverage.of(where.archive());
            coverage.problems().forEach(console::say);
            coverage.partitions().stream().map(Coverage.OfPartition::line).forEach(console::say);
            boolean isComplete =
                    journal.problems().isEmpty() && coverage.problems().isEmpty();
            console.say(String.format(
                    Locale.ROOT,
                    "%s: %,d partitions, %,d records of the journal, key %s",
                    isComplete ? "complete" : "NOT COMPLETE",
                    coverage.partitions().size(),
                    journal.records(),
                    String.join(", ", journal.keys())));
            return isComplete ? 0 : 1;
        } catch (VerifyJournal.NotVerifiableException | StoreUnavailableException unusable) {
            return console.fail(unusable);
        }
    }
}
