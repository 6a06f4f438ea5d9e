package dev.docket.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.api.load.RequestRates;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At a real server without TLS. */
class EarlyAnswersTest {
    @ParameterizedTest
    @CsvSource({"true, max-age=31536000", "false,"})
    void browsers_are_told_to_stay_with_tls_if_a_proxy_in_front_speaks_it(boolean tlsInFront, String expected)
            throws Exception {
        EarlyAnswers answers = new EarlyAnswers((context, problem) -> Optional.empty(), settings(tlsInFront));
        Vertx vertx = Vertx.vertx();
        try {
            Router router = Router.router(vertx);
            router.get("/").handler(context -> {
                answers.secure(context);
                context.end();
            });
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);

            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + "/"))
                                    .build(),
                            BodyHandlers.discarding());

            assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                    .isEqualTo(Optional.ofNullable(expected));
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        } finally {
            vertx.close();
        }
    }

    private static HttpSettings settings(boolean tlsInFront) {
        return new HttpSettings(
                1_000, 4_000, 4_000, 1, new RequestRates(0, 0, 0, 0), new Hosts(Set.of(), Set.of()), tlsInFront, false);
    }
}
