package dev.docket.stream;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./docket stream}: orders that come by Kafka. */
@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        description = "Work with orders that come by Kafka.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "1:it cannot be done; the message says why", "2:wrong usage"})
public final class StreamCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private StreamCommand() {}

    /** The command with all of its own. */
    public static CommandLine of(Supplier<StreamSettings> settings) {
        return new CommandLine(new StreamCommand()).addSubcommand(new RetryCommand(settings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: retry.");
    }
}
