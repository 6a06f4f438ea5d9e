package dev.docket.offline;

import dev.docket.cli.terminal.Screen;
import dev.docket.decision.urgency.ModelId;
import dev.docket.training.Train;
import dev.docket.training.TrainingException;
import dev.docket.training.mapping.MappingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./docket train CONFIG}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Train, calibrate and evaluate a model as configured in CONFIG, and write a model version with its card.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the model was written",
            "1:the configuration, a mapping or the data cannot be used",
            "2:wrong usage"
        })
final class TrainCommand implements Callable<Integer> {
    // Tribuo logs every training run, but the command prints its own progress. A reference is kept, or the level would
    // be lost.
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    @Parameters(
            paramLabel = "CONFIG",
            description = "such as training/priority.yaml; paths in it are relative to the file")
    private Path config = Path.of("training", "priority.yaml");

    @Option(
            names = "--compare",
            paramLabel = "REPORT",
            description = "write no model; instead compare learners on the same data and write the tables here")
    @Nullable
    private Path report;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        quietTribuo();
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (report != null) {
                Files.writeString(report, new Train(line -> say(out, line), Clock.systemUTC()).compare(config));
                say(out, "wrote " + report);
                return 0;
            }
            ModelId model = new Train(new TrainingProgress(Screen.of(out, "out", System.getenv())), Clock.systemUTC())
                    .run(config);
            say(out, "Current model: %s %s".formatted(model.name(), model.version()));
            return 0;
        } catch (TrainingException | MappingException unfit) {
            say(spec.commandLine().getErr(), String.valueOf(unfit.getMessage()));
            return 1;
        } catch (IOException unwritable) {
            say(spec.commandLine().getErr(), "%s cannot be written: %s".formatted(report, unwritable));
            return 1;
        }
    }

    static void quietTribuo() {
        TRIBUO.setLevel(Level.WARNING);
    }

    static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
