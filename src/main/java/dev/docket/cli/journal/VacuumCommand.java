package dev.docket.cli.journal;

import dev.docket.service.StoreUnavailableException;
import dev.docket.service.proof.RetirePayloads;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./docket journal vacuum}. */
@Command(
        name = "vacuum",
        mixinStandardHelpOptions = true,
        description =
                "Give the space of retired payloads back to the disk. While a service records, some at a time; otherwise all at once,"
                        + " which takes as much free space as the journal has left.")
final class VacuumCommand implements Callable<Integer> {
    @Mixin
    private ArchiveOptions where = new ArchiveOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        try {
            console.say(RetirePayloads.giveSpaceBack(where.store()));
            return 0;
        } catch (StoreUnavailableException unavailable) {
            return console.fail(unavailable);
        }
    }
}
