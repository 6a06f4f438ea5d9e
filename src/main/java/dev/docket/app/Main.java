package dev.docket.app;

import dev.docket.app.config.Configuration;
import dev.docket.cli.BundleCommand;
import dev.docket.cli.CheckCommand;
import dev.docket.cli.ConfigCommand;
import dev.docket.cli.DecideCommand;
import dev.docket.cli.MapCommand;
import dev.docket.cli.ModelCommand;
import dev.docket.cli.ReplayCommand;
import dev.docket.cli.ServeCommand;
import dev.docket.cli.change.ChangeCommand;
import dev.docket.cli.follow.FeedCommand;
import dev.docket.cli.follow.WebhooksCommand;
import dev.docket.cli.journal.BackupCommand;
import dev.docket.cli.journal.CoverageCommand;
import dev.docket.cli.journal.JournalCommand;
import dev.docket.cli.journal.RestoreCommand;
import dev.docket.cli.keys.KeysCommand;
import dev.docket.cli.terminal.TerminalWriter;
import dev.docket.stream.StreamCommand;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry of every command. Only {@code serve} starts the service; the others stay quick. */
@QuarkusMain
@Command(
        name = "docket",
        mixinStandardHelpOptions = true,
        version = "docket 0.1.0",
        description = "Decisions on order-fulfilment exceptions, with the proof.",
        footer = {
            "The launcher has one more:",
            "  aot              Makes later starts faster. Needs Java 25 or newer.",
            "In a checkout there are others:",
            "  bench            Measures decisions, in process and over HTTP.",
            "  demo             Starts the service, sends it orders, explains its answers.",
            "  export           Writes a journal as Parquet files, for Spark and other tools.",
            "  image            Makes a container image, without a container engine.",
            "  model reproduce  Trains a model version again and compares.",
            "  package          Makes archives that need a JRE only.",
            "  replay --spark   Replays on Apache Spark, here or on a cluster.",
            "  train            Trains, calibrates and evaluates a model version.",
            "  verify           Runs everything that CI runs.",
            "",
            "Exit codes: 0 fine, 1 the check failed, 2 wrong usage."
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    private static List<Object> commands() {
        return List.of(
                new BackupCommand(),
                new BundleCommand(),
                new ChangeCommand(),
                new CheckCommand(),
                new ConfigCommand(Configuration::read),
                new DecideCommand(),
                new FeedCommand(),
                new JournalCommand(),
                new KeysCommand(KeyPlace::configured),
                new MapCommand(),
                new ModelCommand(),
                new ReplayCommand(),
                new RestoreCommand(),
                new ServeCommand(() -> Configuration.read().problems()),
                StreamCommand.of(StreamPlace::configured).addSubcommand(new CoverageCommand()),
                new WebhooksCommand());
    }

    public static void main(String... arguments) {
        RuleCache.inCommands();
        CommandLine line = new CommandLine(new Main());
        commands().forEach(line::addSubcommand);
        // After the commands are known: the setting reaches only those that are.
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // UTF-8 on every machine: what is printed is often piped into a file and read elsewhere.
        line.setOut(new TerminalWriter(new FileOutputStream(FileDescriptor.out)));
        line.setErr(new TerminalWriter(new FileOutputStream(FileDescriptor.err)));
        int exitCode = line.execute(arguments);
        line.getOut().flush();
        line.getErr().flush();
        System.exit(exitCode);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command.");
    }
}
