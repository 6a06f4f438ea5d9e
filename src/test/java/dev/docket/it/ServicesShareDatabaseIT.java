package dev.docket.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two services on one PostgreSQL, from outside. */
class ServicesShareDatabaseIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void what_one_service_recorded_the_other_finds_and_nothing_is_answered_while_the_database_is_away()
            throws Exception {
        try (var database = PostgresServer.start()) {
            var url = database.newDatabase();
            var keys = new ArrayList<String>();
            try (var one = start("one", url);
                    var two = start("two", url)) {
                var decided = post(one.uri(), "shared");
                assertThat(decided.statusCode()).isEqualTo(201);
                var answer = JSON.readTree(decided.body());
                var decision = "/v1/decisions/" + answer.path("decisionId").asText();

                var again = post(two.uri(), "shared");
                assertThat(again.statusCode()).isEqualTo(200);
                assertThat(JSON.readTree(again.body()).path("status").asText()).isEqualTo("DUPLICATE");
                assertThat(get(two.uri(), decision).statusCode()).isEqualTo(200);
                assertThat(get(two.uri(), decision + "?trace=full").statusCode())
                        .isEqualTo(200);
                assertThat(get(two.uri(), decision + "/proof").statusCode()).isEqualTo(200);
                assertThat(stream(post(two.uri(), "own"))).isNotEqualTo(stream(decided));
                assertThat(JSON.readTree(
                                        get(one.uri(), "/v1/decisions?limit=10").body())
                                .path("decisions"))
                        .hasSize(2);

                for (var service : List.of(one, two)) {
                    keys.add(new String(get(service.uri(), "/v1/journal/key").body(), UTF_8).strip());
                }

                database.stop();
                var refused = post(one.uri(), "meanwhile");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).contains("5");
                assertThat(get(one.uri(), "/q/health/ready").statusCode()).isEqualTo(503);
                database.restart();

                assertThat(untilRecorded(one.uri(), "meanwhile").statusCode()).isEqualTo(201);
                assertThat(get(one.uri(), "/q/health/ready").statusCode()).isEqualTo(200);
            }
            var data = folder.resolve("one").toString();
            var unknown = Program.run("journal", "verify", "--store", url, "--data", data);
            assertThat(unknown.exitCode())
                    .as("the key of the other one was not given")
                    .isEqualTo(1);
            var verified = Program.run(
                    "journal",
                    "verify",
                    "--store",
                    url,
                    "--data",
                    data,
                    "--key",
                    keys.getFirst(),
                    "--key",
                    keys.getLast());
            assertThat(verified.output()).startsWith("sound: 3 records");
            assertThat(verified.exitCode()).isZero();
            var exported = Program.run("journal", "export", "--store", url);
            assertThat(exported.output().lines()).hasSize(3);
        }
    }

    @Test
    void with_a_spool_decisions_go_on_while_the_database_is_away_and_are_recorded_when_it_is_back() throws Exception {
        try (var database = PostgresServer.start();
                var service = start("spooling", database.newDatabase(), "-Ddocket.journal.when-unavailable=spool")) {
            database.stop();
            var spooled = post(service.uri(), "meanwhile");
            assertThat(spooled.statusCode()).isEqualTo(201);
            var answer = JSON.readTree(spooled.body());
            assertThat(answer.path("record").toString()).isEqualTo("{\"state\":\"SPOOLED\"}");
            assertThat(get(service.uri(), "/q/health/ready").statusCode()).isEqualTo(200);
            database.restart();

            var proof = untilFound(
                    service.uri(), "/v1/decisions/" + answer.path("decisionId").asText() + "/proof");
            assertThat(JSON.readTree(proof.body()).path("header").path("via").asText())
                    .isEqualTo("spool");
        }
    }

    @Test
    void services_start_while_the_database_is_away_each_as_its_policy_has_it() throws Exception {
        try (var database = PostgresServer.start()) {
            var url = database.newDatabase();
            database.stop();
            try (var closed = start("closed", url);
                    var spooling = start("spooling", url, "-Ddocket.journal.when-unavailable=spool")) {
                var refused = post(closed.uri(), "refused");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).contains("5");
                assertThat(new String(get(closed.uri(), "/q/health/ready").body(), UTF_8))
                        .contains("DOWN", "Start the database");
                assertThat(get(closed.uri(), "/v1/journal/key").statusCode()).isEqualTo(503);
                assertThat(folder.resolve("closed.log"))
                        .content()
                        .contains("but is not ready: The journal is not available");

                var decisions = new ArrayList<String>();
                for (var requestId : List.of("a", "b", "c")) {
                    var answer = post(spooling.uri(), requestId);
                    assertThat(answer.statusCode()).isEqualTo(201);
                    decisions.add(
                            JSON.readTree(answer.body()).path("decisionId").asText());
                }
                var ready = get(spooling.uri(), "/q/health/ready");
                assertThat(ready.statusCode()).isEqualTo(200);
                assertThat(new String(ready.body(), UTF_8)).contains("\"journal\": \"SPOOLING\"");
                database.restart();

                for (int i = 0; i < decisions.size(); i++) {
                    var header = JSON.readTree(
                                    untilFound(spooling.uri(), "/v1/decisions/" + decisions.get(i) + "/proof")
                                            .body())
                            .path("header");
                    assertThat(header.path("sequence").asInt()).isEqualTo(i + 1);
                    assertThat(header.path("via").asText()).isEqualTo("spool");
                }
                assertThat(untilRecorded(closed.uri(), "refused").statusCode()).isEqualTo(201);
                assertThat(get(closed.uri(), "/q/health/ready").statusCode()).isEqualTo(200);
            }
            var verified = Program.run(
                    "journal",
                    "verify",
                    "--store",
                    url,
                    "--data",
                    folder.resolve("closed").toString(),
                    "--data",
                    folder.resolve("spooling").toString());
            assertThat(verified.output()).startsWith("sound: 4 records, ");
        }
    }

    private HttpResponse<byte[]> untilFound(URI service, String path) throws Exception {
        for (var answer = get(service, path); ; answer = get(service, path)) {
            if (answer.statusCode() == 200) {
                return answer;
            }
            Thread.sleep(100);
        }
    }

    private ServiceProcess start(String name, String url, String... more) throws IOException, InterruptedException {
        var options = Stream.concat(
                Stream.of("-Ddocket.journal.store=postgresql", "-Ddocket.journal.url=" + url), Stream.of(more));
        return ServiceProcess.start(folder.resolve(name), options.toArray(String[]::new));
    }

    private HttpResponse<byte[]> untilRecorded(URI service, String requestId) throws Exception {
        for (var answer = post(service, requestId); ; answer = post(service, requestId)) {
            if (answer.statusCode() != 503) {
                return answer;
            }
            Thread.sleep(100);
        }
    }

    private static String stream(HttpResponse<byte[]> answer) throws IOException {
        JsonNode record = JSON.readTree(answer.body()).path("record");
        assertThat(record.path("sequence").asLong()).isEqualTo(1);
        return record.path("stream").asText();
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

    private HttpResponse<byte[]> get(URI service, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(service.resolve(path)).build(), BodyHandlers.ofByteArray());
    }
}
