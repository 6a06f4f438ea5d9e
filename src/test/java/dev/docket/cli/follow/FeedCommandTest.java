package dev.docket.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** What {@code ./docket feed} says while its service is away. */
@Timeout(60)
class FeedCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ArrayDeque<>();

    @SuppressWarnings("NullAway.Init") // started before each test
    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        service.createContext("/", this::answer);
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestURI().getQuery());
            int status = answers.remove();
            byte[] body = (status == 200 ? "[{\"id\":\"a-1\"}]" : "{\"title\":\"Away\",\"detail\":\"Not\\nnow.\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Docket-Cursor", "c1");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private int run(String... arguments) {
        return new CommandLine(new FeedCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String url() {
        return "http://127.0.0.1:" + service.getAddress().getPort();
    }

    @Test
    void whoever_follows_is_told_once_that_it_waits_and_once_that_it_goes_on() {
        answers.addAll(List.of(503, 429, 200, 400));
        assertThat(run("--follow", "--url", url())).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "docket: Away: Not now. Trying again every 2 s.",
                        "docket: The service answers again. Going on.",
                        "docket: Away: Not",
                        "now.");
        assertThat(out.toString()).isEqualTo("{\"id\":\"a-1\"}\n");
    }

    @Test
    void now_becomes_a_cursor_before_anything_is_waited_for() {
        answers.addAll(List.of(200, 400));
        run("--follow", "--after", "now", "--url", url());
        assertThat(asked).containsExactly("after=now&limit=500&wait=0", "after=c1&limit=500&wait=30");
    }
}
