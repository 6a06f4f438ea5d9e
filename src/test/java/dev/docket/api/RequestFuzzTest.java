package dev.docket.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.hostile.Http2Socket;
import dev.docket.hostile.MutatedJson;
import dev.docket.hostile.NormalCaller;
import dev.docket.journal.Journal;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever is sent, nothing fails, nothing hangs, and nothing is recorded for what is refused. {@code
 * -Dfuzz.requests=100000} sends more, and {@code -Dfuzz.seed} something else.
 */
@QuarkusTest
@Tag("service")
@TestProfile(RequestFuzzTest.OnShippedRules.class)
@Timeout(3600)
class RequestFuzzTest {
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_129);
    /** A bundle compiled anew, and what is kept of callers and answers, stay; what grows with requests must not. */
    private static final long MOST_THAT_STAYS_MIB = 100;

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    private static final Pattern INSIDE = Pattern.compile("\\tat |\\w\\.[A-Z]\\w+Exception|io\\.quarkus|jdbc:");
    private static final List<String> PATHS = List.of(
            "/v1/decisions",
            "/v1/decisions",
            "/v1/decisions/dry-run",
            "/v1/decisions?trace=full",
            "/v1/decisions?view=summary");

    /** In place of {@link TestWiring}: real rules, a real model and a real journal. */
    public static final class OnShippedRules implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                return Map.of(
                        "quarkus.arc.exclude-types",
                        TestWiring.class.getName(),
                        "docket.rules.dir",
                        "rules",
                        "docket.models.dir",
                        "models",
                        "docket.data.dir",
                        Files.createTempDirectory("docket-fuzz").toString());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    @Inject
    @SuppressWarnings("NullAway.Init") // the container fills it in
    Journal journal;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // the test framework fills it in
    URI service;

    private final Random random = new Random(SEED);
    private final MutatedJson mutated = new MutatedJson(random);
    private final Map<String, Integer> answers = new TreeMap<>();
    private long heapBefore;
    private final Queue<String> defects = new ConcurrentLinkedQueue<>();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord record) {
            if (record.getThrown() != null) {
                defects.add(record.getThrown().toString());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        heapBefore = heapMiB();
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void nothing_failed_and_it_still_decides() throws InterruptedException {
        Logger.getLogger("").removeHandler(log);
        long heapAfter = heapMiB();
        System.out.printf(
                Locale.ROOT,
                "fuzzed with seed %d: %s; heap in use %d MiB before, %d MiB after%n",
                SEED,
                answers,
                heapBefore,
                heapAfter);
        assertThat(heapAfter - heapBefore).as("MiB that stayed").isLessThan(MOST_THAT_STAYS_MIB);
        assertThat(defects).as("stack traces in the log, seed %d", SEED).isEmpty();
        assertThat(new NormalCaller(service).decide(1, Duration.ofMillis(300)).failed())
                .isZero();
    }

    @Test
    void requests_are_answered_and_only_what_is_decided_is_recorded() throws Exception {
        List<byte[]> orders = examples();
        long before = journal.log().size();
        int decided = 0;
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < REQUESTS; i++) {
                byte[] body = mutated.of(orders.get(random.nextInt(orders.size())));
                String path = PATHS.get(random.nextInt(PATHS.size()));
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(service.resolve(path))
                                .timeout(LONGEST_ANSWER)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                count(String.valueOf(answer.statusCode()));
                assertThat(answer.statusCode())
                        .as("seed %d, request %d: %s", SEED, i, new String(body, ISO_8859_1))
                        .isIn(200, 201, 400, 409);
                assertThat(answer.body()).doesNotContainPattern(INSIDE);
                decided += answer.statusCode() == 201 ? 1 : 0;
            }
        }
        assertThat(journal.log().size() - before).isEqualTo(decided);
        assertThat(decided)
                .as("some are good, so that the others are nearly")
                .isBetween(REQUESTS / 20, REQUESTS * 3 / 4);
    }

    @Test
    void lines_of_a_batch_are_answered_one_for_one() throws Exception {
        List<byte[]> orders = examples();
        StringBuilder lines = new StringBuilder();
        int sent = 0;
        for (int i = 0; i < REQUESTS / 4; i++) {
            String line = new String(mutated.of(orders.get(random.nextInt(orders.size()))), ISO_8859_1);
            if (!line.isBlank() && !line.contains("\n") && !line.contains("\r")) {
                lines.append(line).append('\n');
                sent++;
            }
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> answer = client.send(
                    HttpRequest.newBuilder(service.resolve("/v1/decisions/batch"))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(HttpRequest.BodyPublishers.ofString(lines.toString(), ISO_8859_1))
                            .build(),
                    HttpResponse.BodyHandlers.ofLines());
            List<String> answered = answer.body().toList();
            count("lines " + answered.size());
            assertThat(answered).hasSize(sent).noneMatch(line -> line.contains("internal-error"));
        }
    }

    @Test
    void raw_sockets_get_an_answer_or_the_end() throws IOException {
        for (int i = 0; i < REQUESTS / 4; i++) {
            byte[] request = mutated.damaged(
                    requests().get(random.nextInt(requests().size())).getBytes(ISO_8859_1));
            String answer = exchanged(request);
            count(answer.length() < 12 ? "none" : answer.substring(9, 12));
            assertThat(answer)
                    .as("seed %d, request %d: %s", SEED, i, new String(request, ISO_8859_1))
                    .doesNotContain("HTTP/1.1 500", "HTTP/1.1 501", "HTTP/1.1 502")
                    .doesNotContainPattern(INSIDE);
        }
    }

    /** What garbage collection leaves, of this process, which is the service and the fuzzer. */
    private static long heapMiB() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed() >> 20;
    }

    private static List<String> requests() {
        String order = NormalCaller.order();
        return List.of(
                "GET /v1/bundle HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/decisions?limit=5&warehouse=W&from=2026-03-29T01:00:00Z HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/decisions/export.csv?sort=oldest HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /v1/decisions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + order.length() + "\r\n\r\n" + order,
                "POST /v1/decisions/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(order.length() + 1) + "\r\n"
                        + order
                        + "\n\r\n0\r\n\r\n",
                "POST /v1/decisions/d-1/replay HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
                "POST /v1/bundle/activate HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x\r\n\r\n");
    }

    private String exchanged(byte[] request) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout((int) LONGEST_ANSWER.toMillis());
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        } catch (SocketException reset) {
            return "";
        }
    }

    @Test
    void frames_of_http2_get_an_answer_or_the_end() throws IOException {
        for (int i = 0; i < REQUESTS / 20; i++) {
            try (Socket socket = new Socket(service.getHost(), service.getPort())) {
                socket.setSoTimeout((int) LONGEST_ANSWER.toMillis());
                Http2Socket http2 = new Http2Socket(socket);
                send(http2);
                socket.shutdownOutput();
                for (Optional<Http2Socket.Frame> frame = http2.read(); frame.isPresent(); frame = http2.read()) {
                    count("frame " + frame.get().type());
                    assertThat(frame.get().text())
                            .as("seed %d, connection %d", SEED, i)
                            .doesNotContain("internal-error")
                            .doesNotContainPattern(INSIDE);
                }
            } catch (SocketException reset) {
                count("reset");
            }
        }
    }

    private void send(Http2Socket http2) throws IOException {
        for (int frames = random.nextInt(20); frames >= 0; frames--) {
            switch (random.nextInt(4)) {
                case 0 -> http2.get("/v1/bundle");
                case 1 -> {
                    int stream = http2.begin("POST", "/v1/decisions", "content-type", "application/json");
                    byte[] order = NormalCaller.order().getBytes(US_ASCII);
                    http2.write(Http2Socket.DATA, random.nextInt(2), stream, mutated.damaged(order));
                }
                default -> {
                    byte[] payload = new byte[random.nextInt(40)];
                    random.nextBytes(payload);
                    http2.write(random.nextInt(12), random.nextInt(256), random.nextInt(12), payload);
                }
            }
        }
    }

    private void count(String answer) {
        answers.merge(answer, 1, Integer::sum);
    }

    private static List<byte[]> examples() throws IOException {
        List<byte[]> examples = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("api-spec/examples"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                examples.add(Files.readAllBytes(file));
            }
        }
        return examples;
    }
}
