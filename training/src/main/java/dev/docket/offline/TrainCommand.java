package dev.docket.offline;

import dev.docket.cli.terminal.Screen;
import dev.docket.decision.id.ModelId;
import dev.docket.service.StoreUnavailableException;
import dev.docket.training.FirstDays;
import dev.docket.training.LearningCurve;
import dev.docket.training.OwnTraining;
import dev.docket.training.Preview;
import dev.docket.training.Train;
import dev.docket.training.config.TrainingException;
import dev.docket.training.mapping.source.MappingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./docket train CONFIG} and {@code ./docket train --journal DIR}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Train, calibrate and evaluate a model as configured in CONFIG, and write a model version with its card.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the model was written",
            "1:the configuration, a mapping or the data cannot be used, or the gate refused the model",
            "2:wrong usage"
        })
final class TrainCommand implements Callable<Integer> {
    // Tribuo logs every training run, but the command prints its own progress. A reference is kept, or the level would
    // be lost.
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    private static final Path OWN = Path.of("training", "own.yaml");

    @Parameters(
            arity = "0..1",
            paramLabel = "CONFIG",
            description = "such as training/priority.yaml; paths in it are relative to the file")
    @Nullable
    private Path config;

    @Option(
            names = "--measure",
            paramLabel = "REPORT",
            description =
                    "write no model; instead train before, and judge on, each of six later periods, and write the figures here")
    @Nullable
    private Path report;

    @Option(
            names = "--curve",
            paramLabel = "REPORT",
            description =
                    "write no model; instead write here how much eight businesses gain from so many outcomes of their own: periods of"
                            + " CONFIG's data, or without CONFIG generated ones")
    @Nullable
    private Path curve;

    @Option(
            names = "--first-day",
            paramLabel = "REPORT",
            description =
                    "write no model; instead write here how the current one does for businesses that it knows nothing of: generated ones,"
                            + " and those of --data-sets; CONFIG says what outcomes cost (default: training/own.yaml)")
    @Nullable
    private Path firstDay;

    @Option(
            names = "--data-sets",
            paramLabel = "DIR",
            description = "with --first-day, the folder with the real orders (default: ${DEFAULT-VALUE})")
    private Path dataSets = Path.of("..", "shared", "data");

    @Option(
            names = "--preview",
            description =
                    "train nothing; instead show ten orders as they are read, mistakes in the data, and what a typical order is worth")
    private boolean preview;

    @Option(
            names = {"--journal", "--store"},
            paramLabel = "DIR|URL",
            description =
                    "train from the decisions and outcomes of the journal in this data folder or at this URL, such as"
                            + " jdbc:postgresql://host/docket, with the current model as the prior; CONFIG is then"
                            + " training/own.yaml. The new model becomes current only if it beats the present one and ranking by"
                            + " value on later orders")
    @Nullable
    private String journal;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "with --journal, as known at this time, such as 2026-03-01 (default: now)")
    @Nullable
    private String at;

    @Option(
            names = "--version-name",
            paramLabel = "NAME",
            description = "with --journal, the name of the new version (default: own-YYYYMMDD)")
    @Nullable
    private String version;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            defaultValue = "models/priority",
            description = "with --journal, the folder of the versions (default: ${DEFAULT-VALUE})")
    private Path models = Path.of("models", "priority");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        quietTribuo();
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (journal != null) {
                return own(journal, config == null ? OWN : config) ? 0 : 1;
            }
            if (curve != null) {
                Files.writeString(
                        curve, LearningCurve.of(config == null ? OWN : config, models, line -> say(out, line)));
                say(out, "wrote " + curve);
                return 0;
            }
            if (firstDay != null) {
                Files.writeString(
                        firstDay,
                        FirstDays.of(config == null ? OWN : config, models).report(dataSets));
                say(out, "wrote " + firstDay);
                return 0;
            }
            if (config == null) {
                throw new ParameterException(spec.commandLine(), "Give a CONFIG, or --journal.");
            }
            if (preview) {
                Preview.of(config, line -> say(out, line));
                return 0;
            }
            if (report != null) {
                Files.writeString(report, new Train(line -> say(out, line), Clock.systemUTC()).measure(config));
                say(out, "wrote " + report);
                return 0;
            }
            ModelId model = new Train(new TrainingProgress(Screen.of(out, "out", System.getenv())), Clock.systemUTC())
                    .run(config);
            say(out, "Current model: %s %s".formatted(model.name(), model.version()));
            return 0;
        } catch (TrainingException | MappingException | StoreUnavailableException unfit) {
            say(spec.commandLine().getErr(), String.valueOf(unfit.getMessage()));
            return 1;
        } catch (IOException unwritable) {
            say(spec.commandLine().getErr(), "%s cannot be written: %s".formatted(written(), unwritable));
            return 1;
        }
    }

    private @Nullable Path written() {
        return curve != null ? curve : firstDay != null ? firstDay : report;
    }

    private boolean own(String place, Path settings) {
        Instant moment = Moments.of(spec, "--at", at);
        String name = version == null
                ? "own-" + LocalDate.ofInstant(moment, ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE)
                : version;
        PrintWriter out = spec.commandLine().getOut();
        boolean accepted = new OwnTraining(
                        settings, models, new TrainingProgress(Screen.of(out, "out", System.getenv())))
                .train(OwnJournal.read(place, moment), name, Clock.systemUTC());
        say(
                out,
                accepted
                        ? "Current model: priority " + name
                        : "The current model stays. The new one is in %s.".formatted(models.resolve(name)));
        return accepted;
    }

    static void quietTribuo() {
        TRIBUO.setLevel(Level.WARNING);
    }

    static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
