package dev.docket.cli;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleLoader;
import dev.docket.cli.terminal.Progress;
import dev.docket.cli.terminal.Screen;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.json.read.RecordReader;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.DecideOffline;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./docket decide FILE...}. */
@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        description = {
            "Decide order files without a service and without recording anything.",
            "Writes one line per order, in sequence: the answer, or the problem."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every order was decided",
            "1:an order was refused, or a file, the rules or the model cannot be used",
            "2:wrong usage"
        })
public final class DecideCommand implements Callable<Integer> {
    private static final Path STANDARD_INPUT = Path.of("-");
    private static final long WORTH_WATCHING_BYTES = 1 << 20;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "one order as JSON, or orders as NDJSON (one per line); - reads standard input")
    private List<Path> files = List.of();

    @Option(
            names = "--trace",
            paramLabel = "LEVEL",
            defaultValue = "fired",
            description = "how much the answer explains: none, fired or full (default: ${DEFAULT-VALUE})")
    private TraceLevel trace = TraceLevel.FIRED;

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            defaultValue = "rules",
            description = "folder of rules and parameters (default: ${DEFAULT-VALUE})")
    private Path rules = Path.of("rules");

    @Option(
            names = "--models",
            paramLabel = "DIR",
            defaultValue = "models",
            description =
                    "folder of trained models, or none to decide without a classifier (default: ${DEFAULT-VALUE})")
    private Path models = Path.of("models");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "where to write (default: standard output)")
    private @Nullable Path output;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            // Before the rules are compiled, so that a wrong name fails at once and nothing is overwritten.
            LongConsumer progress = progress();
            Bundle bundle = BundleLoader.load(rules, models.toString().equals("none") ? null : models);
            return decide(bundle, progress) == 0 ? 0 : 1;
        } catch (BundleException unusable) {
            err.println("docket: " + unusable.getMessage());
            return 1;
        } catch (NoSuchFileException missing) {
            err.println("docket: no such file: " + missing.getFile());
            return 1;
        } catch (IOException broken) {
            err.println("docket: cannot read or write: " + broken);
            return 1;
        }
    }

    private long decide(Bundle bundle, LongConsumer progress) throws IOException {
        var decide = new DecideOffline(bundle, Clock.systemUTC());
        var reader = new RequestReader(new RecordReader(), bundle::attributes);
        try (OutputStream answers = new BufferedOutputStream(
                output == null ? new FileOutputStream(FileDescriptor.out) : Files.newOutputStream(output))) {
            OrderFiles decided = new OrderFiles(reader, decide, trace, answers);
            for (Path file : files) {
                decided.decide(
                        file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(file),
                        file.toString(),
                        progress);
            }
            return decided.refused();
        }
    }

    /** Receives the number of bytes decided. */
    private LongConsumer progress() throws IOException {
        Screen screen = Screen.of(spec.commandLine().getErr(), "err", System.getenv());
        long bytes = 0;
        for (Path file : files) {
            bytes += file.equals(STANDARD_INPUT) ? 0 : Files.size(file);
        }
        if (!screen.terminal() || bytes < WORTH_WATCHING_BYTES || files.contains(STANDARD_INPUT)) {
            return more -> {};
        }
        return new Progress(screen, "bytes", bytes)::advance;
    }
}
