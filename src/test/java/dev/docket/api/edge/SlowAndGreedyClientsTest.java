package dev.docket.api.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.api.load.Work;
import dev.docket.fixture.ServedOperation;
import dev.docket.hostile.Attack;
import dev.docket.hostile.Attackers;
import dev.docket.hostile.Http2Socket;
import dev.docket.hostile.NormalCaller;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody can keep a normal caller from being answered. How well it fares is measured by {@code ./docket bench greedy}. */
@QuarkusTest
@Tag("service")
@Timeout(120)
class SlowAndGreedyClientsTest {
    private static final Duration LOOKED_AT = Duration.ofSeconds(2);
    private static final int MOST_CONNECTIONS = 100;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // the test framework fills it in
    URI service;

    @ParameterizedTest
    @EnumSource(Attack.class)
    void a_normal_caller_is_answered_during(Attack attack) throws InterruptedException {
        try (Attackers attackers = Attackers.start(service, attack, Math.min(attack.connections(), MOST_CONNECTIONS))) {
            Thread.sleep(500);

            NormalCaller.Measured measured = new NormalCaller(service).decide(2, LOOKED_AT);

            assertThat(measured.failed()).isZero();
            assertThat(measured.nanos()).isNotEmpty();
            assertThat(attackers.dropped()).isNotNegative();
        }
    }

    @Test
    void whoever_sends_nothing_or_too_little_is_dropped_whatever_it_asks_for() throws Exception {
        List<String> silent = List.of(
                "",
                "GET /v1/bundle HTTP/1.1\r\nHost: localhost\r\n",
                head(
                                "POST /v1/decisions HTTP/1.1",
                                "Host: localhost",
                                "Content-Type: application/json",
                                "Content-Length: 1000")
                        + "{",
                batch("application/x-ndjson") + "1\r\n{\r\n");
        List<String> trickling = ServedOperation.all().stream()
                .map(SlowAndGreedyClientsTest::beginning)
                .toList();
        SortedMap<String, Future<Boolean>> dropped = new TreeMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            silent.forEach(beginning -> dropped.put(beginning, threads.submit(() -> isDropped(beginning, ""))));
            trickling.forEach(beginning -> dropped.put(beginning, threads.submit(() -> isDropped(beginning, " "))));
            // Of HTTP/2, where a body needs no length.
            dropped.put("a stream", threads.submit(this::isStreamDropped));
        }
        assertThat(dropped).hasSize(silent.size() + trickling.size() + 1);
        for (Map.Entry<String, Future<Boolean>> caller : dropped.entrySet()) {
            assertThat(caller.getValue().get()).as(caller.getKey()).isTrue();
        }
    }

    /** A request whose body takes hours at a byte in half a second; a gateway would call that alive. */
    private static String beginning(ServedOperation operation) {
        return head(
                operation.method() + " " + operation.pathWith("d-1") + " HTTP/1.1",
                "Host: localhost",
                "Content-Type: " + operation.mediaType(),
                "Content-Length: 60000");
    }

    private boolean isDropped(String beginning, String trickle) throws IOException, InterruptedException {
        try (Socket socket = open()) {
            socket.setSoTimeout(500);
            socket.getOutputStream().write(beginning.getBytes(US_ASCII));
            for (int halfSeconds = 0; halfSeconds < 80; halfSeconds++) {
                if (isEnded(socket)) {
                    return true;
                }
                socket.getOutputStream().write(trickle.getBytes(US_ASCII));
            }
            return false;
        } catch (SocketException dropped) {
            return true;
        }
    }

    private boolean isStreamDropped() throws IOException {
        try (Socket socket = open()) {
            socket.setSoTimeout(40_000);
            Http2Socket http2 = new Http2Socket(socket);
            http2.begin("POST", "/v1/decisions", "content-type", "application/json");
            Optional<Http2Socket.Frame> frame = http2.read();
            while (frame.isPresent() && frame.get().type() != Http2Socket.RST_STREAM) {
                frame = http2.read();
            }
            return frame.isPresent();
        }
    }

    /** Whether it ends within half a second. */
    private static boolean isEnded(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException goesOn) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65_536})
    void a_body_that_says_it_is_too_large_is_refused_before_it_is_sent(int sentBytes) throws IOException {
        try (Socket socket = open()) {
            socket.setSoTimeout(5_000); // slow bodies are dropped after ten, without an answer
            socket.getOutputStream()
                    .write((head(
                                            "POST /v1/decisions HTTP/1.1",
                                            "Host: localhost",
                                            "Content-Type: application/json",
                                            "Content-Length: 209715200")
                                    + " ".repeat(sentBytes))
                            .getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 413")
                    .contains("too-large");
        }
    }

    @Test
    void the_body_of_a_refused_request_is_not_read_on_for_ever() throws IOException {
        try (Socket socket = open()) {
            socket.getOutputStream().write(batch("text/plain").getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 415");
            byte[] chunk = ("400\r\n" + " ".repeat(1024) + "\r\n").getBytes(US_ASCII);
            long most = System.nanoTime() + Duration.ofSeconds(20).toNanos();

            assertThatThrownBy(() -> {
                        while (System.nanoTime() < most) {
                            socket.getOutputStream().write(chunk);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void one_caller_gets_as_many_streams_as_it_may_and_the_rest_is_refused_at_once() throws IOException {
        List<Socket> batches = new ArrayList<>();
        try {
            int refused = 0;
            for (int i = 0; i < 2 * Work.STREAMING.mostOfOneCaller(); i++) {
                Socket socket = open();
                batches.add(socket);
                socket.setSoTimeout(500);
                socket.getOutputStream().write(batch("application/x-ndjson").getBytes(US_ASCII));
                refused += isRefused(socket) ? 1 : 0;
            }
            assertThat(refused).isEqualTo(Work.STREAMING.mostOfOneCaller());
        } finally {
            for (Socket socket : batches) {
                socket.close();
            }
        }
    }

    private static boolean isRefused(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readNBytes(12), US_ASCII).equals("HTTP/1.1 503");
        } catch (SocketTimeoutException accepted) {
            return false;
        }
    }

    @Test
    void a_client_of_http2_is_served_up_to_a_hundred_streams_at_a_time() {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpResponse<String> first = client.sendAsync(get("/v1/bundle"), HttpResponse.BodyHandlers.ofString())
                    .join();
            assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);

            List<Integer> statuses = Stream.generate(() -> post(client)).limit(100).toList().stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(statuses).containsOnly(201);
        }
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).build();
    }

    private CompletableFuture<Integer> post(HttpClient client) {
        HttpRequest decide = HttpRequest.newBuilder(service.resolve("/v1/decisions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(NormalCaller.order()))
                .build();
        return client.sendAsync(decide, HttpResponse.BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    @Test
    void of_the_batches_on_one_http2_connection_a_few_are_let_in() throws IOException {
        try (Socket socket = open()) {
            socket.setSoTimeout(20_000);
            Http2Socket http2 = new Http2Socket(socket);
            for (int i = 0; i < 300; i++) {
                http2.begin("POST", "/v1/decisions/batch", "content-type", "application/x-ndjson");
            }

            // With a 503, or by the protocol: streams of its own, or the whole connection.
            int refused = 0;
            Optional<Http2Socket.Frame> frame = http2.read();
            while (frame.isPresent() && refused < 300 - Work.STREAMING.mostOfOneCaller()) {
                refused += frame.get().text().contains("\"status\":503")
                                || frame.get().isRefusal()
                        ? 1
                        : 0;
                frame = http2.read();
            }

            assertThat(frame.isEmpty() || refused == 300 - Work.STREAMING.mostOfOneCaller())
                    .as("%d are refused", refused)
                    .isTrue();
            assertThat(refused).isGreaterThan(50);
        }
    }

    @Test
    void a_connection_has_no_more_than_a_hundred_streams_of_http2() throws IOException {
        try (Socket socket = open()) {
            socket.setSoTimeout(20_000);
            Http2Socket http2 = new Http2Socket(socket);
            for (int i = 0; i < 150; i++) {
                http2.begin("POST", "/v1/decisions", "content-type", "application/json", "content-length", "10");
            }

            int refused = 0;
            while (refused < 50) {
                Optional<Http2Socket.Frame> frame = http2.read();
                assertThat(frame).as("the frame after %d refusals", refused).isPresent();
                refused += frame.get().isRefusal() ? 1 : 0;
            }
        }
    }

    @Test
    void who_asks_too_often_is_reported_when_to_go_on() throws IOException {
        try (Socket socket = open()) {
            StringBuilder answers = new StringBuilder();
            byte[] request = "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);
            byte[] answer = new byte[4096];
            for (int i = 0; i < 5_000 && answers.indexOf(" 429 ") < 0; i++) {
                socket.getOutputStream().write(request);
                answers.append(new String(answer, 0, socket.getInputStream().read(answer), US_ASCII));
            }

            assertThat(answers)
                    .contains("RateLimit-Policy: \"watching\";q=50;w=1")
                    .contains("429 Too Many Requests", "Retry-After: 1", "\"code\":\"too-many-requests\"");
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress("127.0.0.9", 0));
        socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), 5_000);
        return socket;
    }

    /** The head of a batch whose lines follow in chunks. */
    private static String batch(String contentType) {
        return head(
                "POST /v1/decisions/batch HTTP/1.1",
                "Host: localhost",
                "Content-Type: " + contentType,
                "Transfer-Encoding: chunked");
    }

    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }
}
