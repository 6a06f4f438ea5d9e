package dev.docket.api.answer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.api.load.Work;
import dev.docket.json.AnswerPieces;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are longer than a piece, over HTTP. */
@QuarkusTest
@Tag("service")
@Timeout(120)
class LongAnswerTest {
    private static final int LINES = 2_000;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // the test framework fills it in
    URI service;

    @Inject
    @SuppressWarnings("NullAway.Init") // the test framework fills it in
    Vertx vertx;

    @Test
    void a_slow_reader_gets_the_bytes_that_a_quick_one_gets_and_few_of_them_wait_for_it() throws Exception {
        String order = order(UUID.randomUUID().toString(), LINES);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
            Channel channel = serverSideOf(socket);
            socket.getOutputStream().write(post("/v1/decisions?trace=full", order));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String head = head(in);
            assertThat(head).startsWith("HTTP/1.1 201 ").containsIgnoringCase("transfer-encoding: chunked");

            ByteArrayOutputStream slow = new ByteArrayOutputStream();
            long mostWaiting = 0;
            for (byte[] chunk = chunk(in); chunk.length > 0; chunk = chunk(in)) {
                slow.writeBytes(chunk);
                Thread.sleep(20);
                mostWaiting = Math.max(mostWaiting, waitingBytes(channel));
            }

            String answer = slow.toString(UTF_8);
            assertThat(slow.size()).isGreaterThan(8 * AnswerPieces.PIECE_BYTES);
            // What is written, and the piece that made the queue full.
            assertThat(mostWaiting).isBetween(1L, 3L * AnswerPieces.PIECE_BYTES);
            assertThat(get(id(answer)).body()).isEqualTo(answer);
            assertThat(again(order).body()).isEqualTo(answer.replaceFirst("\"NEW\"", "\"DUPLICATE\""));
        }
    }

    @Test
    void one_that_fits_into_a_piece_has_a_length() throws Exception {
        HttpResponse<String> brief = again(order(UUID.randomUUID().toString(), 3));

        assertThat(brief.headers().firstValue("Content-Length"))
                .contains(String.valueOf(brief.body().getBytes(UTF_8).length));
    }

    @Test
    void readers_that_leave_make_no_difference_to_others() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (Socket socket = new Socket()) {
                socket.setReceiveBufferSize(4096);
                socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
                socket.getOutputStream().write(post("/v1/decisions/dry-run?trace=full", order("r-" + i, LINES)));
                assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 200 ");
            }
        }

        assertThat(again(order(UUID.randomUUID().toString(), LINES)).statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/decisions/%s?trace=full", "/console/decisions/%s", "/console/decisions/%s/saved"})
    void of_those_that_nobody_reads_one_caller_has_so_many_bytes_and_no_more(String path) throws Exception {
        HttpResponse<String> decided = again(padded(order(UUID.randomUUID().toString(), LINES)));
        assertThat(decided.statusCode()).isEqualTo(201);
        String id = id(decided.body());
        byte[] get = String.format(Locale.ROOT, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path.formatted(id))
                .getBytes(US_ASCII);
        List<Socket> unread = new ArrayList<>();
        try {
            String head = "";
            while (!head.startsWith("HTTP/1.1 503 ")) {
                Socket socket = new Socket();
                unread.add(socket);
                assertThat(unread).as("unread answers").hasSizeLessThan(Work.READING.mostOfOneCaller());
                socket.setReceiveBufferSize(4096);
                socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
                serverSideOf(socket);
                socket.getOutputStream().write(get);
                head = head(socket.getInputStream());
            }
            assertThat(head).containsIgnoringCase("retry-after: ");
            assertThat(unread).hasSizeGreaterThan(2);
        } finally {
            for (Socket socket : unread) {
                socket.close();
            }
        }
        for (int tries = 0; tries < 100 && get(id).statusCode() == 503; tries++) {
            Thread.sleep(100);
        }
        assertThat(get(id).statusCode()).isEqualTo(200);
    }

    @Test
    void its_head_alone_can_be_asked_for() throws Exception {
        String id = id(again(order(UUID.randomUUID().toString(), LINES)).body());
        HttpRequest head = HttpRequest.newBuilder(service.resolve("/v1/decisions/" + id + "?trace=full"))
                .HEAD()
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(head, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    private HttpResponse<String> get(String id) throws IOException, InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(service.resolve("/v1/decisions/" + id + "?trace=full"))
                .build();
        return HttpClient.newHttpClient().send(get, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> again(String order) throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(service.resolve("/v1/decisions?trace=full"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(order))
                .build();
        return HttpClient.newHttpClient().send(post, HttpResponse.BodyHandlers.ofString());
    }

    private static String id(String answer) {
        int at = answer.indexOf("\"d-") + 1;
        return answer.substring(at, answer.indexOf('"', at));
    }

    /** What the connection was given and its caller did not take yet. */
    private static long waitingBytes(Channel channel) {
        AtomicLong waiting = new AtomicLong();
        channel.eventLoop()
                .submit(() -> {
                    var buffer = channel.unsafe().outboundBuffer();
                    waiting.set(buffer == null ? 0 : buffer.totalPendingWriteBytes());
                })
                .syncUninterruptibly();
        return waiting.get();
    }

    /** The service's end of a connection. The system takes little of what is written to it, so that the rest can be seen. */
    @SuppressWarnings("deprecation") // as in Connections
    private Channel serverSideOf(Socket socket) throws InterruptedException {
        Queue<Channel> found = new ConcurrentLinkedQueue<>();
        while (found.isEmpty()) {
            Thread.sleep(10);
            for (EventExecutor loop : vertx.nettyEventLoopGroup()) {
                if (loop instanceof SingleThreadEventLoop channels) {
                    channels.submit(() -> channels.registeredChannelsIterator().forEachRemaining(channel -> {
                                if (channel.remoteAddress() instanceof InetSocketAddress remote
                                        && remote.getPort() == socket.getLocalPort()) {
                                    found.add(channel);
                                }
                            }))
                            .syncUninterruptibly();
                }
            }
        }
        Channel channel = found.remove();
        channel.config().setOption(ChannelOption.SO_SNDBUF, 4096);
        return channel;
    }

    private static byte[] post(String path, String body) {
        return String.format(
                        Locale.ROOT,
                        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
                        path,
                        body.length(),
                        body)
                .getBytes(US_ASCII);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private static byte[] chunk(InputStream in) throws IOException {
        StringBuilder length = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            length.append((char) next);
        }
        byte[] chunk = in.readNBytes(Integer.parseInt(length.toString().strip(), 16));
        in.skipNBytes(2);
        return chunk;
    }

    /** The same order in more bytes, which count. */
    private static String padded(String order) {
        return order + " ".repeat(1_000_000 - order.length());
    }

    private static String order(String requestId, int lines) {
        String all = IntStream.rangeClosed(1, lines)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "{\"lineId\":\"%d\",\"itemId\":\"item-%d\",\"orderedQty\":10,\"unitPrice\":10,\"availableQty\":0,"
                                + "\"substitutes\":[{\"itemId\":\"other-%d\",\"rank\":1,\"ratio\":1,\"availableQty\":20,\"unitPrice\":9,\"equivalent\":true}]}",
                        i,
                        i,
                        i))
                .collect(Collectors.joining(","));
        return "{\"requestId\":\"" + requestId
                + "\",\"checkpoint\":\"ENTRY\",\"order\":{\"orderId\":\"SO-1\",\"currency\":\"USD\",\"substitutionPolicy\":\"EQUIVALENT\","
                + "\"createdAt\":\"2026-03-02T09:00:00Z\",\"netAmount\":100,\"lines\":[" + all
                + "]},\"customer\":{\"customerId\":\"C\"}}";
    }
}
