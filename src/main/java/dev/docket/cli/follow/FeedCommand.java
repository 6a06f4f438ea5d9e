package dev.docket.cli.follow;

import dev.docket.cli.client.ServiceClient;
import dev.docket.cli.client.ServiceClient.CallFailedException;
import dev.docket.storage.DurableFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./docket feed}. */
@Command(
        name = "feed",
        mixinStandardHelpOptions = true,
        description = {
            "Print what a running service recorded, as CloudEvents, one JSON object a line.",
            "Ends with the last record, or goes on with --follow. Needs an API key with the role AUDIT."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "1:it cannot be done; the message says why", "2:wrong usage"})
public final class FeedCommand implements Callable<Integer> {
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final int GOOD = 200;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;
    private static final int AT_A_TIME = 500;
    private static final int WAIT_SECONDS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(WAIT_SECONDS + 30);
    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofSeconds(2);

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Option(
            names = "--after",
            paramLabel = "CURSOR",
            description = "where to begin: a cursor, or 'now' (default: with the first record)")
    private @Nullable String after;

    @Option(
            names = "--cursor",
            paramLabel = "FILE",
            description = {
                "go on after the cursor in this file, if there is one, and write each new one to it:",
                "after the events before it are printed, so that none is lost if this is killed"
            })
    private @Nullable Path cursorFile;

    @Option(names = "--kind", paramLabel = "KIND", split = ",", description = "only these, such as DECISION,OUTCOME")
    private List<String> kinds = List.of();

    @Option(names = "--disposition", paramLabel = "WORD", split = ",", description = "only decisions such as HOLD")
    private List<String> dispositions = List.of();

    @Option(names = "--queue", paramLabel = "QUEUE", split = ",", description = "only decisions for these queues")
    private List<String> queues = List.of();

    @Option(names = "--code", paramLabel = "CODE", split = ",", description = "only decisions with these exceptions")
    private List<String> codes = List.of();

    @Option(names = "--follow", description = "go on with what is recorded from then on, until this is ended")
    private boolean isFollowing;

    private boolean isWaiting;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        try {
            print(service.client());
            return 0;
        } catch (CallFailedException | IOException failed) {
            say(String.valueOf(failed.getMessage()));
            return 1;
        }
    }

    private void print(ServiceClient client) throws CallFailedException, IOException, InterruptedException {
        String cursor = start();
        for (boolean isMore = true; isMore || isFollowing; ) {
            Optional<HttpResponse<byte[]>> page = page(client, cursor);
            if (page.isEmpty()) {
                Thread.sleep(BEFORE_TRYING_AGAIN);
                continue;
            }
            if (!print(EventLines.of(page.get().body()))) {
                return;
            }
            cursor = page.get()
                    .headers()
                    .firstValue("Docket-Cursor")
                    .orElseThrow(() -> new CallFailedException("What answers there has no feed of Docket."));
            keep(cursor);
            isMore = page.get()
                    .headers()
                    .firstValue("Docket-Has-More")
                    .map(Boolean::parseBoolean)
                    .orElse(false);
        }
    }

    private String start() throws IOException {
        Path file = cursorFile;
        if (file != null && Files.exists(file)) {
            String kept = Files.readString(file).strip();
            if (!kept.isEmpty()) {
                return kept;
            }
        }
        return after == null ? "" : after;
    }

    /** The next page; empty if it is to be asked for again. */
    private Optional<HttpResponse<byte[]>> page(ServiceClient client, String cursor)
            throws CallFailedException, InterruptedException {
        try {
            HttpResponse<byte[]> answer = client.answer("/v1/feed?" + query(cursor), BATCH, PATIENCE);
            int status = answer.statusCode();
            if (status == GOOD) {
                goOn();
                return Optional.of(answer);
            }
            String because = ServiceClient.because(answer);
            if (isFollowing && (status == TOO_MANY || status >= SERVER)) {
                await(because);
                return Optional.empty();
            }
            throw new CallFailedException(because);
        } catch (IOException unreachable) {
            if (isFollowing) {
                await("No service answers there (%s)."
                        .formatted(unreachable.getClass().getSimpleName()));
                return Optional.empty();
            }
            throw new CallFailedException("No service answers there (%s).%nStart it, or say where it is with --url."
                    .formatted(unreachable.getClass().getSimpleName()));
        }
    }

    // Once, however long it takes.
    private void await(String because) {
        if (!isWaiting) {
            isWaiting = true;
            say("%s Trying again every %s s.".formatted(because.replace('\n', ' '), BEFORE_TRYING_AGAIN.toSeconds()));
        }
    }

    private void goOn() {
        if (isWaiting) {
            isWaiting = false;
            say("The service answers again. Going on.");
        }
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("docket: " + line);
        err.flush();
    }

    private String query(String cursor) {
        // "Now" becomes a cursor at once: whatever fails after that, nothing is missed.
        boolean mayWait = isFollowing && !cursor.equals("now");
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("after", cursor);
        parameters.put("limit", Integer.toString(AT_A_TIME));
        parameters.put("wait", Integer.toString(mayWait ? WAIT_SECONDS : 0));
        parameters.put("kind", String.join(",", kinds));
        parameters.put("disposition", String.join(",", dispositions));
        parameters.put("queue", String.join(",", queues));
        parameters.put("code", String.join(",", codes));
        return parameters.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** @return false if nobody reads any more */
    private boolean print(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(line -> out.print(line + "\n"));
        out.flush();
        return !out.checkError();
    }

    private void keep(String cursor) throws IOException {
        Path file = cursorFile;
        if (file == null) {
            return;
        }
        try {
            DurableFiles.write(file.toAbsolutePath(), (cursor + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException unwritable) {
            throw new IOException(
                    "The cursor cannot be written to %s. Check that its folder exists and that you may write there."
                            .formatted(file),
                    unwritable);
        }
    }
}
