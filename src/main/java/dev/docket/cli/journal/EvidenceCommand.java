package dev.docket.cli.journal;

import dev.docket.service.evidence.EvidencePack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./docket journal evidence}. */
@Command(
        name = "evidence",
        mixinStandardHelpOptions = true,
        description =
                "Pack the decisions of a period with everything that proves and explains them, and a verifier that needs only a JDK."
                        + " The service may be running.")
final class EvidenceCommand implements Callable<Integer> {
    @Mixin
    private ArchiveOptions where = new ArchiveOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--from", required = true, paramLabel = "TIME", description = "received at or after this time")
    private Instant from = Instant.MIN;

    @Option(names = "--to", required = true, paramLabel = "TIME", description = "received before this time")
    private Instant to = Instant.MAX;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE.zip",
            description = "where to")
    private Path output = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "the verifier key of a stream (default: those in the data folders); repeatable")
    private List<String> keys = List.of();

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        try {
            EvidencePack.Packed packed =
                    new EvidencePack(where.archive(), keys).write(from, to, output, new Verified(console.progress()));
            console.say(String.format(
                    Locale.ROOT,
                    "%s: %,d decisions, %,d outcomes, %,d bundles",
                    output,
                    packed.decisions(),
                    packed.outcomes(),
                    packed.bundles()));
            console.say("its verifier, Verify.java, has the digest " + EvidencePack.verifierDigest());
            packed.problems().forEach(console::say);
            if (packed.uncovered() > 0) {
                console.say(String.format(
                        Locale.ROOT, "left out %,d newer records, which no checkpoint covers yet", packed.uncovered()));
            }
            return packed.problems().isEmpty() ? 0 : 1;
        } catch (EvidencePack.NotPackedException failed) {
            return console.fail(failed);
        }
    }
}
