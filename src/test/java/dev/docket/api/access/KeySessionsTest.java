package dev.docket.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.key.ApiKey;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long sessions last, at a real server with a clock of our own. */
@SuppressWarnings("NullAway.Init") // set before each test
class KeySessionsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final HttpClient client = HttpClient.newHttpClient();
    private Vertx vertx;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        KeySessions sessions = new KeySessions(nanos::get, false);
        KeySessions behindProxy = new KeySessions(nanos::get, true);
        ApiKey key = ApiKey.random(new SecureRandom());
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.get("/open").handler(context -> {
            sessions.open(key, context);
            context.end();
        });
        router.get("/open-behind-proxy").handler(context -> {
            behindProxy.open(key, context);
            context.end();
        });
        router.get("/who")
                .handler(context ->
                        context.end(sessions.keyOf(context).filter(key::equals).isPresent() ? "somebody" : "nobody"));
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    void a_session_that_nobody_uses_for_half_an_hour_is_over() throws Exception {
        String cookie = opened();
        pass(KeySessions.IDLE);
        assertThat(who(cookie)).isEqualTo("somebody");
        pass(KeySessions.IDLE.plusSeconds(1));
        assertThat(who(cookie)).isEqualTo("nobody");
        assertThat(who(cookie)).as("using it again is too late").isEqualTo("nobody");
    }

    @Test
    void a_session_that_is_used_all_the_time_is_over_after_twelve_hours() throws Exception {
        String cookie = opened();
        for (Duration used = Duration.ZERO; used.compareTo(KeySessions.LONGEST) < 0; used = used.plusMinutes(20)) {
            assertThat(who(cookie)).as(used.toString()).isEqualTo("somebody");
            pass(Duration.ofMinutes(20));
        }
        pass(Duration.ofSeconds(1));
        assertThat(who(cookie)).isEqualTo("nobody");
    }

    @Test
    void a_cookie_that_was_never_given_out_is_nobodys() throws Exception {
        opened();
        assertThat(who("docket_session=AAAA")).isEqualTo("nobody");
    }

    @Test
    void behind_a_proxy_that_speaks_tls_the_cookie_travels_by_https_only() throws Exception {
        assertThat(get("/open-behind-proxy", "").headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("Secure"));
        assertThat(get("/open", "").headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).doesNotContain("Secure"));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private String opened() throws Exception {
        String cookie = get("/open", "").headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private String who(String cookie) throws Exception {
        return get("/who", cookie).body();
    }

    private HttpResponse<String> get(String path, String cookie) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
