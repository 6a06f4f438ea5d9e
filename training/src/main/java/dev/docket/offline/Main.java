package dev.docket.offline;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The entry of the commands that need more than the packaged service holds: learners, mappings of data sets, generated
 * orders. {@code ./docket} starts it for them.
 */
@Command(
        name = "docket",
        mixinStandardHelpOptions = true,
        version = "docket 0.1.0",
        description = "Commands that only a checkout has, not the packaged service. ./docket --help lists all.")
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    private static List<Object> commands() {
        return List.of(new DemoCommand(), new ModelCommand(), new TrainCommand());
    }

    public static void main(String... arguments) {
        // Tribuo finds the methods that write a model by lower-casing names in the default locale. Under the
        // Turkish one it finds none (an I becomes an ı), and fails after the whole training.
        Locale.setDefault(Locale.ROOT);
        CommandLine line = new CommandLine(new Main());
        commands().forEach(line::addSubcommand);
        System.exit(line.execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "No command given.");
    }
}
