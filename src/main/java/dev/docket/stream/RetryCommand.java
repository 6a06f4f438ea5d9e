package dev.docket.stream;

import dev.docket.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./docket stream retry}. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = {
            "Send dead letters to the topics again that they came from, each once, up to the last one there is now.",
            "Reads the settings of the service (docket.stream) and needs Kafka only; the service may be running."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "1:it cannot be done; the message says why", "2:wrong usage"})
public final class RetryCommand implements Callable<Integer> {
    private final Supplier<StreamSettings> settings;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "1000",
            description = "look at so many at most (default: ${DEFAULT-VALUE})")
    private int most;

    @Option(
            names = "--most-retries",
            paramLabel = "N",
            defaultValue = "3",
            description = "pass over what was sent again so often (default: ${DEFAULT-VALUE})")
    private int mostRetries;

    @Option(names = "--preview", description = "only print what would be sent")
    private boolean isPreview;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public RetryCommand(Supplier<StreamSettings> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (most < 1 || mostRetries < 1) {
            throw new ParameterException(spec.commandLine(), "--most and --most-retries must be 1 or more.");
        }
        try {
            StreamSettings configured = settings.get();
            if (!configured.isOn()) {
                return failed(
                        "docket.stream.in names no topic. Set it as the service has it, such as with DOCKET_CONFIG.");
            }
            new RetryDeadLetters(configured, most, mostRetries, isPreview, this::print).run();
            return 0;
        } catch (IllegalStateException unusable) {
            return failed(String.valueOf(unusable.getMessage()));
        } catch (IOException | ExecutionException | KafkaException failed) {
            // Not what it says: it may quote the file of properties.
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            return failed(
                    "Kafka refused (%s). Check docket.stream.servers, docket.stream.properties and that the topic is there."
                            .formatted(cause.getClass().getSimpleName()));
        }
    }

    private int failed(String because) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("docket: " + because);
        err.flush();
        return 1;
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        // Headers are whatever somebody sent.
        out.println(Printable.line(line));
        out.flush();
    }
}
