package dev.docket.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.docket.access.key.KeyRing;
import dev.docket.api.edge.HttpSettings;
import dev.docket.api.load.Admission;
import dev.docket.api.load.Work;
import dev.docket.service.TooSlowException;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/limits.md that {@link LimitsDocumentTest} does not try out: each row says what the service really goes by. Bounds of
 * minutes are constants here, and tried with a clock of their own elsewhere ({@code RequestPaceTest}, {@code BudgetTest}).
 */
@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // the test framework fills it in
class LimitsOfTimeTest {
    private static final String API = "dev.docket.api.";
    private static final String PACE = API + "body.RequestPace";
    private static final String CONNECTIONS = API + "edge.Connections";
    private static final Pattern WEBHOOK = Pattern.compile("Limits\\[connecting=(\\w+), answering=(\\w+),");
    private static final String BUDGET = "dev.docket.rules.evaluate.Budget";

    @TestHTTPResource("/")
    URI service;

    @Inject
    HttpSettings http;

    @ConfigProperty(name = "quarkus.http.limits.max-connections")
    int mostConnections;

    @Test
    void each_row_of_how_long_is_what_the_service_goes_by() throws Exception {
        String least = String.format(
                Locale.ROOT,
                "never less than %,d bytes in %s",
                number(PACE, "LEAST_BYTES"),
                inWords(nanos(PACE, "GRACE")));
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(
                "One decision",
                String.format(
                        Locale.ROOT,
                        "%d million steps, or %,d a line where that is more",
                        number(BUDGET, "STEPS") / 1_000_000,
                        number(BUDGET, "STEPS_PER_LINE")));
        rows.put("Waiting for the journal", inWords(duration(API + "DecisionResource", "LONGEST_APPEND")));
        rows.put(
                "Sending a body that is read before work begins",
                inWords(nanos(PACE, "LONGEST_BODY")) + ", and " + least);
        rows.put("Sending a batch, or taking an answer, while the service waits", least);
        rows.put(
                "A search, or a page of the console that reads many decisions",
                "%s, then the store ends it; the console says so after %s. Not so for exports, replays, backups and verification"
                        .formatted(
                                inWords(TooSlowException.LONGEST),
                                inWords(duration("dev.docket.console.shell.Patience", "LONGEST"))));
        rows.put(
                "Taking an answer that is no batch, export or feed, while the service waits",
                inWords(nanos(PACE, "LONGEST_ANSWER")) + " in all");
        rows.put(
                "Waiting for an event of the feed (`wait`)",
                inWords(Duration.ofSeconds(number("dev.docket.service.feed.FeedQuery", "LONGEST_WAIT_SECONDS"))));
        Matcher webhook = WEBHOOK.matcher(
                constant("dev.docket.webhook.HttpDelivery$Limits", "USUAL").toString());
        assertThat(webhook.lookingAt()).isTrue();
        rows.put("Connecting to the receiver of a webhook", inWords(Duration.parse(webhook.group(1))));
        rows.put("Waiting for its answer", inWords(Duration.parse(webhook.group(2))));
        // Until every node knows of it, until the next look, and until that is answered.
        rows.put(
                "A stream of the feed whose caller may not read it any more",
                inWords(KeyRing.BOUND.plusSeconds(number(API + "feed.FeedStream", "TICKS_TO_A_CHECK") + 1)));
        rows.put("A connection without a request", inWords(nanos(CONNECTIONS, "LONGEST_IDLE")));
        rows.put(
                String.format(
                        Locale.ROOT,
                        "Sending on after a refusal: a body of up to %d KiB is read and dropped, and the connection goes on",
                        number(CONNECTIONS, "MOST_DROPPED_BYTES") / 1024),
                inWords(duration(CONNECTIONS, "TO_READ_THE_ANSWER")));

        assertThat(table("How long", 0)).containsExactlyEntriesOf(rows);
    }

    @Test
    void each_row_of_how_much_at_a_time_is_what_the_service_goes_by() throws Exception {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("Bytes of request bodies", "a sixteenth of the heap, at least 4 bodies");
        rows.put("Memory of answers over 64 KiB until they are taken", "an eighth of the heap, at least 64 MiB");
        rows.put(
                "Connections (`quarkus.http.limits.max-connections`, `docket.limits.connections-per-address`)",
                String.format(Locale.ROOT, "%,d", mostConnections));
        rows.put("Lines of one batch being decided", "");
        rows.put("Lines of all batches on a processor", "half of the processors");

        assertThat(table("How much at a time", 1)).containsExactlyEntriesOf(rows);
        long heap = Runtime.getRuntime().maxMemory();
        assertThat(http.bytesInFlight()).isEqualTo(Math.max(4L * http.bodyBytes(), heap / 16));
        assertThat(http.answerBytesHeld()).isEqualTo(Math.max(64L << 20, heap / 8));
        assertThat(cells("How much at a time", 1).get(2)[2]).isEqualTo(http.connectionsPerAddress() + " an address");
        assertThat(cells("How much at a time", 1).get(3)[2])
                .isEqualTo(String.format(
                        Locale.ROOT,
                        "%d, and %d MiB",
                        number(API + "Batch", "MOST_IN_FLIGHT"),
                        number(API + "Batch", "MOST_BYTES_IN_FLIGHT") >> 20));
        Admission admission = new Admission(100, 100);
        assertThat(admission.enter(Work.DECIDING, "one", 51)).as("half of that").isEmpty();
        assertThat(admission.enter(Work.DECIDING, "one", 50).orElseThrow().holds(50))
                .isTrue();
        assertThat(cells("How much at a time", 1).stream().limit(2).map(row -> row[2]))
                .containsOnly("half of that");
        assertThat(((Semaphore) constant(API + "Batch", "TURNS")).availablePermits())
                .isEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    @Test
    void a_wait_for_events_may_be_as_long_as_the_row_says_and_no_longer() throws IOException {
        int seconds = seconds("Waiting for an event of the feed (`wait`)");
        given().get("/v1/feed?wait=" + (seconds + 1)).then().statusCode(400);
        assertThat(seconds).isEqualTo(30);
    }

    @Test
    void a_connection_without_a_request_is_closed_when_the_row_says() throws IOException {
        int seconds = seconds("A connection without a request");
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("GET /v1".getBytes(UTF_8));
            long began = System.nanoTime();
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
            assertThat((System.nanoTime() - began) / 1e9).isCloseTo(seconds, within(3.0));
        }
    }

    private static int seconds(String row) throws IOException {
        return Integer.parseInt(table("How long", 0).getOrDefault(row, "none").replace(" s", ""));
    }

    /** The first two cells of each row of a table of a chapter. */
    private static Map<String, String> table(String chapter, int which) throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        cells(chapter, which).forEach(row -> rows.put(row[0], row[1]));
        return rows;
    }

    private static List<String[]> cells(String chapter, int which) throws IOException {
        String text = Files.readString(Path.of("docs", "limits.md"));
        String[] after = text.substring(text.indexOf("## " + chapter)).split("\\n\\|[-:| ]+\\|\\n");
        return after[which + 1]
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toArray(String[]::new))
                .toList();
    }

    private static String inWords(Duration duration) {
        return duration.toSeconds() < 60 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
    }

    private static Duration duration(String type, String name) throws ReflectiveOperationException {
        return (Duration) constant(type, name);
    }

    private static Duration nanos(String type, String name) throws ReflectiveOperationException {
        return Duration.ofNanos(number(type, name));
    }

    private static long number(String type, String name) throws ReflectiveOperationException {
        return ((Number) constant(type, name)).longValue();
    }

    /** Nobody but the class itself needs it, and a document that says it. */
    private static Object constant(String type, String name) throws ReflectiveOperationException {
        Field field = Class.forName(type).getDeclaredField(name);
        field.setAccessible(true);
        return field.get(null);
    }
}
