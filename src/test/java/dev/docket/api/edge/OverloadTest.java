package dev.docket.api.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.api.load.Pools;
import dev.docket.api.load.Work;
import dev.docket.hostile.NormalCaller;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of those who come while too many wait. How long it takes is measured by {@code ./docket bench overload}. */
@QuarkusTest
@Tag("service")
@Timeout(60)
class OverloadTest {
    private static final String GREEDY = "greedy";
    private static final String LENGTH = "content-length: ";
    private static final String ORDER = NormalCaller.order();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // the test framework fills it in
    URI service;

    @Inject
    @SuppressWarnings("NullAway.Init") // the test framework fills it in
    Pools pools;

    /** Deciding stands still, and as much waits as may, of as many callers as a service has. */
    private final class Standstill implements AutoCloseable {
        private final CountDownLatch end = new CountDownLatch(1);
        private final AtomicInteger begun = new AtomicInteger();
        private final List<CompletionStage<Boolean>> waiting = new ArrayList<>();
        private int taken;

        Standstill() {
            fill();
            // What a thread takes to do it leaves a place.
            while (begun.get() < Runtime.getRuntime().availableProcessors()) {
                Thread.onSpinWait();
            }
            fill();
        }

        private void fill() {
            for (int caller = 0; caller < 1_000; caller++) {
                String name = GREEDY + caller;
                while (pools.hasRoom(Work.DECIDING, name)) {
                    waiting.add(pools.deciding().call(name, this::untilTheEnd));
                    taken++;
                }
            }
        }

        private boolean untilTheEnd() {
            begun.incrementAndGet();
            try {
                end.await();
                return true;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            end.countDown();
            waiting.forEach(work -> work.toCompletableFuture().join());
        }
    }

    @Test
    void the_queue_has_an_end_and_who_comes_then_is_refused_before_its_body_is_read() throws IOException {
        try (Standstill standstill = new Standstill();
                Socket socket = open()) {
            assertThat(standstill.taken).isBetween(16, 3 * Work.DECIDING.most());

            send(socket, head("POST /v1/decisions", 1_000));

            assertThat(answer(socket))
                    .startsWith("HTTP/1.1 503")
                    .containsIgnoringCase("retry-after:")
                    .contains("\"code\":\"busy\"");
        }
    }

    @Test
    void a_connection_goes_on_after_a_refusal() throws IOException {
        try (Socket socket = open()) {
            try (Standstill standstill = new Standstill()) {
                for (int i = 0; i < 3; i++) {
                    send(socket, head("POST /v1/decisions/dry-run", ORDER.length()));
                    assertThat(answer(socket)).startsWith("HTTP/1.1 503").doesNotContainIgnoringCase("connection:");
                    send(socket, ORDER);
                }
                assertThat(standstill.taken).isPositive();
            }
            send(socket, head("POST /v1/decisions/dry-run", ORDER.length()) + ORDER);
            assertThat(answer(socket)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void a_body_that_never_comes_after_a_refusal_is_not_waited_for() throws IOException {
        try (Socket socket = open()) {
            send(socket, head("POST /v1/decisions?x=y", 1_000) + "{");

            assertThat(answer(socket)).startsWith("HTTP/1.1 400");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_long_body_or_one_that_waits_to_be_asked_for_ends_its_connection_with_the_refusal() throws IOException {
        for (String head : List.of(
                head("POST /v1/decisions?x=y", 65_537),
                head("POST /v1/decisions?x=y", 10).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"),
                "POST /v1/decisions?x=y HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")) {
            try (Socket socket = open()) {
                send(socket, head);

                assertThat(answer(socket)).startsWith("HTTP/1.1 400").containsIgnoringCase("connection: close");
            }
        }
    }

    @Test
    void requests_that_follow_a_refused_one_without_waiting_are_answered_in_turn() throws IOException {
        try (Socket socket = open()) {
            send(
                    socket,
                    head("POST /v1/decisions/dry-run?x=y", ORDER.length())
                            + ORDER
                            + head("POST /v1/decisions/dry-run", ORDER.length())
                            + ORDER);

            assertThat(answer(socket)).startsWith("HTTP/1.1 400");
            assertThat(answer(socket)).startsWith("HTTP/1.1 200");
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String head(String operation, int length) {
        return String.join(
                        "\r\n",
                        operation + " HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: application/json",
                        "Content-Length: " + length)
                + "\r\n\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** One answer that has a length. */
    private static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("after %s", text).isNotNegative();
            text.append((char) next);
        }
        int length = text.toString()
                .lines()
                .filter(line -> line.regionMatches(true, 0, LENGTH, 0, LENGTH.length()))
                .mapToInt(line -> Integer.parseInt(line.substring(LENGTH.length())))
                .findFirst()
                .orElse(0);
        return text + new String(in.readNBytes(length), US_ASCII);
    }
}
