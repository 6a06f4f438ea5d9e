package dev.docket.offline;

import dev.docket.cli.terminal.Screen;
import dev.docket.service.StoreUnavailableException;
import dev.docket.training.OwnTraining;
import dev.docket.training.Train;
import dev.docket.training.config.TrainingException;
import dev.docket.training.mapping.source.MappingException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./docket model reproduce} and {@code compare}; the service has {@code model drift} and {@code renew}. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Reproduce a model version, or compare two.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the digests match", "1:the digests differ, or the input cannot be used", "2:wrong usage"})
final class ModelCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: reproduce or compare.");
    }

    @Command(
            name = "compare",
            mixinStandardHelpOptions = true,
            description = "Compare two versions on the recorded orders of a journal: which one was right, in money.")
    int compare(
            @Parameters(paramLabel = "A", description = "a version, such as 4") String a,
            @Parameters(paramLabel = "B", description = "another, such as own-20261128") String b,
            @Option(
                            names = {"--journal", "--store"},
                            required = true,
                            paramLabel = "DIR|URL",
                            description =
                                    "the data folder of the journal, or its URL, such as jdbc:postgresql://host/docket")
                    String journal,
            @Option(
                            names = "--at",
                            paramLabel = "TIME",
                            description = "as known at this time, such as 2026-03-01 (default: now)")
                    @Nullable
                    String at,
            @Option(names = "--config", defaultValue = "training/own.yaml", description = "${DEFAULT-VALUE}")
                    Path config,
            @Option(names = "--models", defaultValue = "models/priority", description = "${DEFAULT-VALUE}")
                    Path models) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            new OwnTraining(config, models, line -> TrainCommand.say(out, line))
                    .compare(OwnJournal.read(journal, Moments.of(spec, "--at", at)), a, b)
                    .forEach(line -> TrainCommand.say(out, line));
            return 0;
        } catch (TrainingException | StoreUnavailableException unfit) {
            TrainCommand.say(spec.commandLine().getErr(), String.valueOf(unfit.getMessage()));
            return 1;
        }
    }

    @Command(
            name = "reproduce",
            mixinStandardHelpOptions = true,
            description = "Train a version again from its configuration and compare the digests.")
    int reproduce(
            @Parameters(paramLabel = "VERSION", description = "such as 2") String version,
            @Option(names = "--config", defaultValue = "training/priority.yaml", description = "${DEFAULT-VALUE}")
                    Path config) {
        TrainCommand.quietTribuo();
        PrintWriter out = spec.commandLine().getOut();
        try {
            List<String> differing = new Train(
                            new TrainingProgress(Screen.of(out, "out", System.getenv())), Clock.systemUTC())
                    .reproduce(config, version);
            TrainCommand.say(
                    out, differing.isEmpty() ? "The same model, byte for byte." : "These files differ: " + differing);
            return differing.isEmpty() ? 0 : 1;
        } catch (TrainingException | MappingException unfit) {
            TrainCommand.say(spec.commandLine().getErr(), String.valueOf(unfit.getMessage()));
            return 1;
        }
    }
}
