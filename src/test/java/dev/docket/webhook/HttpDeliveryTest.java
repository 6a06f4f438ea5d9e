package dev.docket.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.docket.fixture.HookReceiver;
import dev.docket.fixture.HookReceiver.Answer;
import dev.docket.fixture.ServiceProcess;
import dev.docket.fixture.TestAuthority;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real receiver on loopback. */
@Timeout(60)
class HttpDeliveryTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final byte[] BODY = "{\"id\":\"0123456789ab-1\"}".getBytes(UTF_8);
    /** For a receiver that hangs. */
    private static final HttpDelivery.Limits SHORT =
            new HttpDelivery.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(1));

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static Vertx vertx;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // written before each test
    private Path secret;

    @BeforeAll
    static void begin() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void end() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @BeforeEach
    void secret() throws IOException {
        secret = Files.writeString(folder.resolve("secret"), SECRET);
    }

    private HttpDelivery to(URI url, boolean mayBePrivate) {
        return to(url, mayBePrivate, Optional.empty(), InetAddress::getAllByName);
    }

    private HttpDelivery to(URI url, boolean mayBePrivate, Optional<Path> authorities, Addresses.Resolver resolver) {
        return to(url, mayBePrivate, authorities, resolver, HttpDelivery.Limits.USUAL);
    }

    private HttpDelivery to(
            URI url,
            boolean mayBePrivate,
            Optional<Path> authorities,
            Addresses.Resolver resolver,
            HttpDelivery.Limits limits) {
        return new HttpDelivery(
                vertx, new Receiver(url, secret, mayBePrivate, authorities), InstantSource.system(), limits, resolver);
    }

    private static Addresses.Resolver resolver(String... addresses) {
        return host -> Stream.of(addresses).map(HttpDeliveryTest::literal).toArray(InetAddress[]::new);
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void what_arrives_is_the_event_and_the_published_library_accepts_its_signature() throws Exception {
        try (HookReceiver receiver = HookReceiver.start();
                HttpDelivery delivery = to(receiver.uri(), true)) {
            assertThat(delivery.send("0123456789ab-1", BODY)).isInstanceOf(Reply.Accepted.class);

            HookReceiver.Received one = receiver.received().getFirst();
            assertThat(one.path()).isEqualTo("/hooks?of=docket");
            assertThat(one.body()).isEqualTo(BODY);
            assertThat(one.header("Content-type")).isEqualTo("application/cloudevents+json");
            new Webhook(SECRET).verify(new String(one.body(), UTF_8), headers(one));
        }
    }

    @Test
    void a_secret_that_is_exchanged_signs_the_next_event_without_a_restart() throws Exception {
        try (HookReceiver receiver = HookReceiver.start();
                HttpDelivery delivery = to(receiver.uri(), true)) {
            delivery.send("0123456789ab-1", BODY);
            String next = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
            Files.writeString(secret, SECRET + "\n" + next);
            delivery.send("0123456789ab-2", BODY);
            HookReceiver.Received second = receiver.received().getLast();
            new Webhook(next).verify(new String(second.body(), UTF_8), headers(second));

            Files.writeString(secret, "nothing");
            assertThat(delivery.send("0123456789ab-3", BODY)).isInstanceOf(Reply.Failed.class);
            assertThat(receiver.received()).hasSize(2);
        }
    }

    // The server of the JDK writes names with a capital; as in HTTP, that makes no difference.
    private static Map<String, List<String>> headers(HookReceiver.Received one) {
        return HttpHeaders.of(one.headers(), (name, value) -> true).map();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void every_2xx_is_success(int status) throws Exception {
        assertThat(answered(Answer.of(status))).isInstanceOf(Reply.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_a_failure_and_is_not_followed(int status) throws Exception {
        try (HookReceiver elsewhere = HookReceiver.start()) {
            Reply reply =
                    answered(Answer.of(status).with("Location", elsewhere.uri().toString()));
            assertThat(reply).isEqualTo(failed("it answers " + status + ", and redirects are not followed"));
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    void refusals_are_told_apart() throws Exception {
        assertThat(answered(Answer.of(410))).isInstanceOf(Reply.Gone.class);
        assertThat(answered(Answer.of(500))).isEqualTo(failed("it answers 500"));
        assertThat(answered(Answer.of(429).with("Retry-After", "7")))
                .isEqualTo(new Reply.Failed("it answers 429", Optional.of(Duration.ofSeconds(7))));
    }

    private Reply answered(Answer answer) throws Exception {
        try (HookReceiver receiver = HookReceiver.start();
                HttpDelivery delivery = to(receiver.uri(), true)) {
            receiver.answer(any -> answer);
            return delivery.send("0123456789ab-1", BODY);
        }
    }

    private static Reply.Failed failed(String because) {
        return new Reply.Failed(because, Optional.empty());
    }

    @Test
    void a_receiver_that_is_away_that_hangs_and_that_is_killed_are_failures_and_the_next_event_arrives()
            throws Exception {
        int port = ServiceProcess.freePort();
        URI url = URI.create("http://127.0.0.1:" + port + "/");
        try (HttpDelivery delivery = to(url, true, Optional.empty(), InetAddress::getAllByName, SHORT)) {
            assertThat(delivery.send("a-1", BODY)).isInstanceOf(Reply.Failed.class);
            try (HookReceiver receiver = HookReceiver.startAt(port)) {
                receiver.answer(any -> Answer.of(204).after(Duration.ofSeconds(20)));
                assertThat(delivery.send("a-1", BODY)).isEqualTo(failed("no answer in time"));
                receiver.answer(any -> Answer.of(204));
                assertThat(delivery.send("a-1", BODY)).isInstanceOf(Reply.Accepted.class);
            }
            assertThat(delivery.send("a-2", BODY)).isInstanceOf(Reply.Failed.class);
            try (HookReceiver again = HookReceiver.startAt(port)) {
                assertThat(delivery.send("a-2", BODY)).isInstanceOf(Reply.Accepted.class);
                assertThat(again.ids()).containsExactly("a-2");
            }
        }
    }

    @Test
    void an_answer_without_end_is_cut_off_and_its_status_counts() throws Exception {
        try (HookReceiver receiver = HookReceiver.start();
                HttpDelivery delivery = to(receiver.uri(), true)) {
            byte[] endless = new byte[64 << 20];
            Arrays.fill(endless, (byte) 'x');
            receiver.answer(any -> Answer.of(200).with(endless));
            assertThat(delivery.send("a-1", BODY)).isInstanceOf(Reply.Accepted.class);
            receiver.answer(any -> Answer.of(500).with(endless));
            assertThat(delivery.send("a-2", BODY)).isEqualTo(failed("it answers 500"));
            receiver.answer(any -> Answer.of(204));
            assertThat(delivery.send("a-2", BODY)).isInstanceOf(Reply.Accepted.class);
        }
    }

    @Test
    void a_connection_that_is_closed_just_when_it_is_used_again_is_no_failure() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                HttpDelivery delivery = to(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"), true)) {
            Thread.ofVirtual().start(() -> {
                try {
                    try (var first = server.accept()) {
                        seen.add("first " + id(first));
                        first.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(UTF_8));
                        seen.add("first again " + id(first));
                    }
                    try (var second = server.accept()) {
                        seen.add("second " + id(second));
                        second.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(UTF_8));
                    }
                } catch (IOException ended) {
                    // Then the test is over.
                }
            });

            assertThat(delivery.send("a-1", BODY)).isInstanceOf(Reply.Accepted.class);
            assertThat(delivery.send("a-2", BODY)).isInstanceOf(Reply.Accepted.class);
        }
        assertThat(seen).containsExactly("first a-1", "first again a-2", "second a-2");
    }

    /** Reads one request. */
    private static String id(Socket connection) throws IOException {
        StringBuilder request = new StringBuilder();
        String body = new String(BODY, UTF_8);
        for (int next = connection.getInputStream().read();
                next >= 0;
                next = connection.getInputStream().read()) {
            request.append((char) next);
            if (request.indexOf(body) >= 0) {
                break;
            }
        }
        return request.toString().replaceFirst("(?s).*webhook-id: ([^\r]+)\r.*", "$1");
    }

    @Test
    void something_that_speaks_no_http_is_a_failure() throws Exception {
        try (ServerSocket noise = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                HttpDelivery delivery = to(URI.create("http://127.0.0.1:" + noise.getLocalPort() + "/"), true)) {
            Thread.ofVirtual().start(() -> {
                try (var connection = noise.accept()) {
                    connection.getOutputStream().write("SSH-2.0-none\r\n\r\n".getBytes(UTF_8));
                    connection.getInputStream().read();
                } catch (IOException ended) {
                    // Then the test is over.
                }
            });
            assertThat(delivery.send("a-1", BODY)).isInstanceOf(Reply.Failed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "::ffff:127.0.0.1",
                "10.0.0.1",
                "192.168.1.1",
                "172.16.0.1",
                "fd00::1",
                "169.254.169.254",
                "::ffff:169.254.169.254",
                "fe80::1",
                "224.0.0.1",
                "0.0.0.0",
                "64:ff9b::7f00:1"
            })
    void a_name_that_leads_to_an_address_that_is_not_public_gets_no_connection(String address) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (HttpDelivery delivery = to(URI.create("https://receiver.example/"), false, Optional.empty(), host -> {
            asked.incrementAndGet();
            return new InetAddress[] {literal("1.1.1.1"), literal(address)};
        })) {
            Reply reply = delivery.send("a-1", BODY);
            assertThat(reply).isInstanceOfSatisfying(Reply.Failed.class, failed -> assertThat(failed.because())
                    .contains("address"));
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void whoever_may_be_private_is_never_link_local_and_without_tls_never_public() throws Exception {
        try (HttpDelivery metadata = to(
                        URI.create("http://metadata.example/"), true, Optional.empty(), resolver("169.254.169.254"));
                HttpDelivery open =
                        to(URI.create("http://receiver.example/"), true, Optional.empty(), resolver("1.1.1.1"))) {
            assertThat(metadata.send("a-1", BODY).toString()).contains("to which nothing is sent: it is link-local");
            assertThat(open.send("a-1", BODY).toString()).contains("to which nothing is sent without TLS");
        }
    }

    @Test
    void the_connection_goes_to_the_address_that_was_checked_while_tls_asks_for_the_name() throws Exception {
        TestAuthority authority = new TestAuthority(folder.resolve("authority"));
        authority.issue("receiver", "san=dns:receiver.example");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.client(authority, "receiver")));
        try (HookReceiver receiver = HookReceiver.on(server)) {
            Optional<Path> trusted = Optional.of(authority.certificate());
            String end = ":" + receiver.port() + "/";
            // The second time the name leads elsewhere; whoever asked twice would go there.
            AtomicInteger asked = new AtomicInteger();
            Addresses.Resolver rebinding =
                    host -> new InetAddress[] {literal(asked.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2")};
            try (HttpDelivery delivery = to(URI.create("https://receiver.example" + end), true, trusted, rebinding)) {
                assertThat(delivery.send("a-1", BODY)).isInstanceOf(Reply.Accepted.class);
                assertThat(receiver.received().getFirst().header("Host"))
                        .isEqualTo("receiver.example:" + receiver.port());
                assertThat(asked).hasValue(1);
            }
            try (HttpDelivery other =
                            to(URI.create("https://other.example" + end), true, trusted, resolver("127.0.0.1"));
                    HttpDelivery untrusting = to(
                            URI.create("https://receiver.example" + end),
                            true,
                            Optional.empty(),
                            resolver("127.0.0.1"))) {
                Reply tls = failed("TLS fails: its certificate is not trusted, or is not for this host");
                assertThat(other.send("a-1", BODY)).isEqualTo(tls);
                assertThat(untrusting.send("a-1", BODY)).isEqualTo(tls);
            }
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @Test
    void a_receiver_that_cannot_be_is_told_with_every_problem() {
        Receiver receiver = new Receiver(
                URI.create("http://user:password@receiver.example/#x"),
                folder.resolve("absent"),
                false,
                Optional.empty());
        assertThat(receiver.problems()).hasSize(4).noneMatch(problem -> problem.contains("password@"));
        assertThat(new Receiver(URI.create("https://r.example/secret?key=1"), secret, false, Optional.empty()).shown())
                .isEqualTo("https://r.example");
    }
}
