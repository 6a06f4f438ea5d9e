package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.fixture.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariant 4 from outside: the whole service is killed under load, and nothing that it acknowledged is lost. */
class ServiceSurvivesKillIT {
    private static final int CALLERS = 8;
    private static final int ENOUGH = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> decisionIdByRequestId = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void every_acknowledged_decision_is_found_after_kill_9_and_a_retry_gets_the_same_one() throws Exception {
        killUnderLoad();
        try (ServiceProcess service = start()) {
            for (Map.Entry<String, String> each : decisionIdByRequestId.entrySet()) {
                HttpResponse<byte[]> found = get(service.uri(), each.getValue());
                assertThat(found.statusCode())
                        .as("decision %s", each.getValue())
                        .isEqualTo(200);
                assertThat(JSON.readTree(found.body()).path("requestId").asText())
                        .isEqualTo(each.getKey());
            }
            Map.Entry<String, String> some =
                    decisionIdByRequestId.entrySet().iterator().next();
            JsonNode retried = JSON.readTree(post(service.uri(), some.getKey()).body());
            assertThat(retried.path("status").asText()).isEqualTo("DUPLICATE");
            assertThat(retried.path("decisionId").asText()).isEqualTo(some.getValue());
        }
    }

    private void killUnderLoad() throws Exception {
        try (ServiceProcess service = start();
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> callUntilDead(service.uri()));
            }
            while (decisionIdByRequestId.size() < ENOUGH) {
                Thread.sleep(5);
            }
            assertThat(service.kill()).isEqualTo(137);
        }
    }

    /** Ready early rather than fast: it does not live long. */
    private ServiceProcess start() throws IOException, InterruptedException {
        return ServiceProcess.start(folder.resolve("data"));
    }

    /** What is acknowledged before the connection breaks must be kept; the rest may be lost. */
    private void callUntilDead(URI service) {
        try {
            while (true) {
                String requestId = "kill-" + next.incrementAndGet();
                HttpResponse<byte[]> answer = post(service, requestId);
                if (answer.statusCode() == 201) {
                    decisionIdByRequestId.put(
                            requestId,
                            JSON.readTree(answer.body()).path("decisionId").asText());
                }
            }
        } catch (IOException killed) {
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> post(URI service, String requestId) throws IOException, InterruptedException {
        ObjectNode order = (ObjectNode)
                JSON.readTree(Path.of("api-spec", "examples", "order-held.json").toFile());
        order.put("requestId", requestId);
        return client.send(
                HttpRequest.newBuilder(service.resolve("/v1/decisions"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(order)))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(URI service, String decisionId) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(service.resolve("/v1/decisions/" + decisionId))
                        .build(),
                BodyHandlers.ofByteArray());
    }
}
