package dev.docket.spark;

import dev.docket.app.RuleCache;
import dev.docket.cli.terminal.TerminalWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry of the commands that need Spark. {@code ./docket} starts it for them, and so does {@code spark-submit}. */
@Command(
        name = "docket",
        mixinStandardHelpOptions = true,
        version = "docket 0.1.0",
        description = "Commands that need Spark, which the packaged service does not hold. ./docket --help lists all.")
public final class Main implements Runnable {
    private static final String LOGGING = "log4j2.configurationFile";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    /** Runs a command; its exit code is that of the process. */
    public static void main(String... arguments) {
        // spark-submit logs as its cluster does, and says so before this.
        if (!SparkPlace.isSubmitted() && System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "quiet-log4j2.properties");
        }
        RuleCache.inCommands();
        CommandLine line = new CommandLine(new Main());
        line.addSubcommand(new ExportCommand());
        line.addSubcommand(new ReplayOnSparkCommand());
        line.setOut(new TerminalWriter(new FileOutputStream(FileDescriptor.out)));
        line.setErr(new TerminalWriter(new FileOutputStream(FileDescriptor.err)));
        int exitCode = line.execute(arguments);
        line.getOut().flush();
        line.getErr().flush();
        System.exit(exitCode);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "No command given.");
    }
}
