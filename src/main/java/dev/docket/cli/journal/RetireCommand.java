package dev.docket.cli.journal;

import dev.docket.service.StoreUnavailableException;
import dev.docket.service.proof.RetirePayloads;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./docket journal retire}. */
@Command(
        name = "retire",
        mixinStandardHelpOptions = true,
        description =
                "Delete the requests and answers recorded before a given time, and record the deletion. Their hashes stay, so the"
                        + " journal still verifies, and their space goes back to the disk. Stop the service first. This cannot be undone.")
final class RetireCommand implements Callable<Integer> {
    @Mixin
    private ArchiveOptions where = new ArchiveOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--before", required = true, paramLabel = "TIME", description = "such as 2026-01-01T00:00:00Z")
    private Instant before = Instant.MIN;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "who orders it, for the record (default: ${DEFAULT-VALUE})")
    private String by = "";

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        try {
            Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
            RetirePayloads.Retired retired = RetirePayloads.before(where.store(), before, now, by);
            console.say(String.format(
                    Locale.ROOT,
                    "stream %s: deleted the payloads up to record %,d; record %,d documents it",
                    retired.stream(),
                    retired.upTo(),
                    retired.sequence()));
            console.say(RetirePayloads.giveSpaceBack(where.store()));
            return 0;
        } catch (StoreUnavailableException unavailable) {
            return console.fail(unavailable);
        }
    }
}
