package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.ServiceProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that neither answers nor ends, as behind a network that drops packets: its processes are stopped for real. */
@Timeout(200)
class StalledDatabaseIT {
    private static final int CALLERS = 20;

    /** The deadline for an append is 10 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void callers_are_refused_in_time_and_their_retries_are_decided_once() throws Exception {
        try (PostgresServer database = PostgresServer.start();
                ServiceProcess service = ServiceProcess.start(
                        folder.resolve("data"),
                        "-Ddocket.journal.store=postgresql",
                        "-Ddocket.journal.url=" + database.newDatabase())) {
            assertThat(decide(service.uri(), "before").join().statusCode()).isEqualTo(201);

            database.freeze();
            List<HttpResponse<String>> refused;
            try {
                List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, CALLERS)
                        .mapToObj(i -> decide(service.uri(), "during-" + i))
                        .toList();
                assertThat(get(service.uri().resolve("/q/health/live"), Duration.ofSeconds(5)))
                        .isEqualTo(200);
                refused = waiting.stream().map(CompletableFuture::join).toList();
                assertThat(get(service.uri().resolve("/q/health/ready"), PATIENCE))
                        .isEqualTo(503);
            } finally {
                database.thaw();
            }
            assertThat(refused).allSatisfy(answer -> {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.body()).contains("with the same requestId");
            });

            for (int i = 0; i < CALLERS; i++) {
                assertThat(retried(service.uri(), "during-" + i)).isIn(200, 201);
            }
            assertThat(search(service.uri()).split("\"requestId\"", -1)).hasSize(1 + CALLERS + 1);
        }
    }

    private int retried(URI service, String requestId) throws Exception {
        int status = 503;
        for (int tries = 0; tries < 100 && status == 503; tries++) {
            status = decide(service, requestId).join().statusCode();
            if (status == 503) {
                Thread.sleep(200);
            }
        }
        return status;
    }

    private CompletableFuture<HttpResponse<String>> decide(URI service, String requestId) {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/v1/decisions"))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(Callers.order(requestId)))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    private int get(URI uri, Duration patience) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(patience).build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    private String search(URI service) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/v1/decisions?limit=500"))
                .timeout(PATIENCE)
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }
}
