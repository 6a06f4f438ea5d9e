package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.ServedOperation;
import dev.docket.fixture.ServiceProcess;
import dev.docket.fixture.SmallDisk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that a service says while its store is broken in several ways: answers, health, metrics and log. Orders carry
 * markers, which only their own good answers may repeat.
 */
@Timeout(300)
class FaultySaysNothingIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARKER = "MARKER";
    private static final String REQUEST = "a-call-of-the-test";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Pattern DRIVER =
            Pattern.compile("(?i)sqlstate|sqlite[ .]|\\[sqlite|journal\\.db|psql|org\\.postgresql|java\\.sql|jdbc:"
                    + "|ERROR: |relation |constraint |batch entry|connection to |hikari|\\tat ");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final StringBuilder said = new StringBuilder();
    private int refused;
    private int requests;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void a_database_that_refuses_loses_a_table_or_dies_is_not_quoted() throws Exception {
        Path data = folder.resolve("data");
        try (PostgresServer database = PostgresServer.start()) {
            String url = database.newDatabase();
            try (ServiceProcess service = ServiceProcess.start(
                    data,
                    "-Ddocket.journal.store=postgresql",
                    "-Ddocket.journal.url=" + url,
                    "-Dquarkus.log.category.\"dev.docket.decisions\".level=DEBUG")) {
                String decided = decide(service.uri());
                namesTheDecision(data, decided.substring(decided.lastIndexOf('/') + 1));

                PostgresServer.execute(url, "ALTER TABLE docket.payload ADD CONSTRAINT never CHECK (false) NOT VALID");
                askEverything(service.uri(), decided);
                askForAllThereIs(service.uri(), decided);
                PostgresServer.execute(
                        url,
                        "ALTER TABLE docket.payload DROP CONSTRAINT never",
                        "ALTER TABLE docket.payload RENAME TO elsewhere");
                askEverything(service.uri(), decided);
                askForAllThereIs(service.uri(), decided);
                PostgresServer.execute(url, "ALTER TABLE docket.elsewhere RENAME TO payload");
                database.kill();
                askEverything(service.uri(), decided);
            }
            saysNothing(data, String.valueOf(database.port()), url.replaceAll(".*/|\\?.*", ""));
        }
    }

    @Test
    void a_full_disk_is_not_quoted() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(16)) {
            Path data = disk.folder().resolve("data");
            try (ServiceProcess service = ServiceProcess.start(data)) {
                String decided = decide(service.uri());

                disk.fill();
                for (int i = 0; i < 20; i++) {
                    askEverything(service.uri(), decided);
                }
                askForAllThereIs(service.uri(), decided);
                disk.makeRoom();
            }
            disk.makeRoom();
            saysNothing(data);
        }
    }

    private String decide(URI service) throws Exception {
        HttpResponse<String> decided = post(service, "/v1/decisions");
        assertThat(decided.statusCode()).isEqualTo(201);
        return decided.headers().firstValue("Location").orElseThrow();
    }

    private void askEverything(URI service, String decided) throws Exception {
        keep(post(service, "/v1/decisions"));
        keep(post(service, "/v1/decisions?trace=full"));
        keep(post(service, "/v1/decisions/batch"));
        keep(post(service, decided + "/replay", ""));
        keep(post(service, decided + "/outcome", "{\"outcome\":\"RELEASED\",\"reason\":\"" + MARKER + "\"}"));
        for (String path : List.of(
                decided,
                decided + "?trace=full",
                decided + "/proof",
                decided + "/outcomes",
                "/v1/decisions?orderId=" + MARKER,
                "/v1/decisions/export.csv",
                "/v1/journal/checkpoint",
                "/v1/journal/consistency?from=1")) {
            keep(get(service, path));
        }
        for (String path : List.of("/q/health", "/q/health/ready", "/q/metrics")) {
            said.append(get(service, path).body()).append('\n');
        }
    }

    /** Every operation of the contract and of the console, so that none is forgotten that comes later. */
    private void askForAllThereIs(URI service, String decided) {
        String id = decided.substring(decided.lastIndexOf('/') + 1);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (ServedOperation operation : ServedOperation.all()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(operation.pathWith(id)))
                    .timeout(Duration.ofSeconds(40));
            answers.add(client.sendAsync(
                    (operation.isPost()
                                    ? request.header("Content-Type", operation.mediaType())
                                            .POST(BodyPublishers.ofString("{}"))
                                    : request)
                            .build(),
                    BodyHandlers.ofString()));
        }
        answers.forEach(answer -> keep(answer.join()));
    }

    /** A good answer has what its caller sent, and an export the orders; a refusal has nothing. */
    private void keep(HttpResponse<String> answer) {
        if (answer.statusCode() >= 400 || answer.body().contains("\"problem\"")) {
            refused++;
            said.append(answer.body()).append('\n');
        }
    }

    private void saysNothing(Path data, String... places) throws IOException {
        String after = log(data);
        assertThat(refused).as("refusals, which are what this is about").isGreaterThan(5);
        assertThat(after).as("it says that something is wrong").contains("ERROR");
        saysLittle(after);
        for (String text : List.of(said.toString(), after)) {
            assertThat(text).doesNotContain(MARKER, data.toString()).doesNotContainPattern(DRIVER);
            for (String place : places) {
                assertThat(text).doesNotContainPattern("\\b" + place + "\\b");
            }
        }
    }

    private static void namesTheDecision(Path data, String id) throws IOException {
        assertThat(records(log(data)))
                .filteredOn(said -> said.path("mdc").path("decisionId").asText().equals(id))
                .singleElement()
                .satisfies(said -> {
                    assertThat(said.path("mdc").path("requestId").asText()).isEqualTo(REQUEST);
                    assertThat(said.path("mdc").path("traceId").asText()).isEqualTo(TRACE);
                });
    }

    private static String log(Path data) throws IOException {
        String log = Files.readString(data.resolveSibling(data.getFileName() + ".log"));
        // It starts by saying where it is reached, and the virtual machine where its own files are.
        return log.substring(log.indexOf("docket is ready")).replaceFirst(".*", "");
    }

    /** The records of a log: each line is one, in JSON. */
    private static List<JsonNode> records(String log) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String line : log.lines().filter(line -> !line.isBlank()).toList()) {
            records.add(JSON.readTree(line));
        }
        return records;
    }

    /** However much is refused. By lines, not as JSON: a full disk cuts some off. */
    private static void saysLittle(String log) {
        List<String> errors = log.lines()
                .filter(line -> line.contains("\"level\":\"ERROR\"") || line.contains("\"level\":\"WARN\""))
                .toList();
        assertThat(errors)
                .filteredOn(line -> line.contains("the journal fails"))
                .hasSizeBetween(1, 4);
        assertThat(errors).hasSizeLessThan(8);
    }

    private HttpResponse<String> post(URI service, String path) throws Exception {
        return post(
                service,
                path,
                String.format(Locale.ROOT, """
                {"requestId":"r-%d","checkpoint":"ENTRY","order":{"orderId":"%s-%d","currency":"USD",
                "createdAt":"2026-03-02T09:00:00Z","netAmount":100,"lines":[{"lineId":"1","itemId":"%s","orderedQty":10,
                "unitPrice":10}]},"customer":{"customerId":"%s"}}""", requests, MARKER, requests++, MARKER, MARKER)
                        .replace("\n", ""));
    }

    private HttpResponse<String> post(URI service, String path, String body) throws Exception {
        String type = path.endsWith("batch") ? "application/x-ndjson" : "application/json";
        return client.send(
                HttpRequest.newBuilder(service.resolve(path))
                        .timeout(Duration.ofSeconds(40))
                        .header("Content-Type", type)
                        .header("X-Request-Id", REQUEST)
                        .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(URI service, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(service.resolve(path))
                        .timeout(Duration.ofSeconds(40))
                        .build(),
                BodyHandlers.ofString());
    }
}
