package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.fixture.Collector;
import dev.docket.fixture.ServiceProcess;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A packaged service sends its part of a caller's trace to a collector. */
@Timeout(120)
class TracesIT {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path data;

    @Test
    void a_decision_is_a_span_of_its_callers_trace_with_its_phases() throws Exception {
        try (Collector collector = Collector.start();
                ServiceProcess service = ServiceProcess.start(
                        data,
                        "-Ddocket.warm-up.decisions=0",
                        "-XX:TieredStopAtLevel=1",
                        "-Ddocket.traces.endpoint=" + collector.endpoint(),
                        "-Ddocket.traces.percent=0")) {
            assertThat(decide(service, "untraced", "00-" + TRACE + "-" + CALLER + "-00"))
                    .isEqualTo(201);
            assertThat(decide(service, "traced", "00-" + TRACE + "-" + CALLER + "-01"))
                    .isEqualTo(201);

            List<JsonNode> spans = collector.await(some -> some.size() >= 4);

            assertThat(spans).allMatch(span -> span.path("traceId").asText().equals(TRACE));
            Map<String, JsonNode> byName = spans.stream()
                    .collect(Collectors.toMap(span -> span.path("name").asText(), Function.identity()));
            assertThat(byName).containsOnlyKeys("POST /v1/decisions", "docket.read", "docket.decide", "docket.record");
            JsonNode request = Objects.requireNonNull(byName.remove("POST /v1/decisions"));
            assertThat(request.path("parentSpanId").asText()).isEqualTo(CALLER);
            assertThat(request.path("attributes").toString()).contains("\"traced\"", "\"201\"", "\"/v1/decisions\"");
            assertThat(byName.values())
                    .allMatch(phase -> phase.path("parentSpanId").equals(request.path("spanId")))
                    .allMatch(phase -> phase.path("startTimeUnixNano").asLong()
                            >= request.path("startTimeUnixNano").asLong());
        }
    }

    private static int decide(ServiceProcess service, String id, String parent) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(service.uri().resolve("/v1/decisions"))
                                    .header("Content-Type", "application/json")
                                    .header("X-Request-Id", id)
                                    .header("traceparent", parent)
                                    .POST(HttpRequest.BodyPublishers.ofString(Callers.order(id)))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
