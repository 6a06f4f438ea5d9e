package dev.docket.cli.journal;

import dev.docket.service.StoreUnavailableException;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.proof.RetirePayloads;
import dev.docket.service.proof.RetirementOrders;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
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
                        + " journal still verifies, and their space goes back to the disk. A running service does it between decisions,"
                        + " some at a time. This cannot be undone.")
final class RetireCommand implements Callable<Integer> {
    private static final long BETWEEN_LOOKS_MILLIS = 200;

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
    public Integer call() throws InterruptedException {
        Console console = Console.of(spec);
        try {
            JournalStore store = where.store();
            return store.isInUse() ? order(store, console) : retire(store, console);
        } catch (StoreUnavailableException | UncheckedIOException unavailable) {
            return console.fail(unavailable);
        }
    }

    private int retire(JournalStore store, Console console) {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        RetirePayloads.Retired retired = RetirePayloads.before(store, before, now, by);
        console.say(String.format(
                Locale.ROOT,
                "stream %s: deleted the payloads up to record %,d; record %,d documents it",
                retired.stream(),
                retired.upTo(),
                retired.sequence()));
        console.say(RetirePayloads.giveSpaceBack(store));
        return 0;
    }

    private int order(JournalStore store, Console console) throws InterruptedException {
        RetirementOrders orders = new RetirementOrders(store.keyFolder());
        if (!orders.place(new RetirementOrders.Order(before, by))) {
            return console.fail("The service still has another order to retire payloads: wait until it is done.");
        }
        console.say("ordered from the running service, which also goes on if this command is interrupted");
        while (true) {
            Optional<RetirementOrders.Answer> answer = orders.answer();
            if (answer.isPresent()) {
                return switch (answer.get()) {
                    case RetirementOrders.Answer.Done done -> {
                        console.say(String.format(
                                Locale.ROOT,
                                "deleted the payloads of %,d records, in steps that are recorded",
                                done.records()));
                        yield 0;
                    }
                    case RetirementOrders.Answer.Failed failed ->
                        console.fail("The service did not retire them. " + failed.because());
                };
            }
            if (!store.isInUse()) {
                return console.fail(
                        "The service has stopped meanwhile. It goes on with the order once it is started again.");
            }
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }
}
