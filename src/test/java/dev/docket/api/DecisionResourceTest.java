package dev.docket.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("service")
class DecisionResourceTest {
    private static final Path EXAMPLES = Path.of("api-spec/examples");

    static List<Path> goodExamples() throws IOException {
        return examples(EXAMPLES, "order-", ".json");
    }

    static List<Path> badExamples() throws IOException {
        return examples(EXAMPLES.resolve("bad"), "", ".problems.json");
    }

    private static List<Path> examples(Path folder, String prefix, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("goodExamples")
    void every_example_is_decided_then_a_duplicate_then_read(Path example) throws IOException {
        String order = fresh(Files.readString(example));

        Response created =
                Contract.good().contentType(ContentType.JSON).body(order).post("/v1/decisions");
        assertThat(created.statusCode()).isEqualTo(201);
        Contract.good()
                .contentType(ContentType.JSON)
                .body(order)
                .post("/v1/decisions")
                .then()
                .statusCode(200)
                .body("status", equalTo("DUPLICATE"))
                .body("record.sequence", equalTo(created.jsonPath().getInt("record.sequence")));
        String id = created.jsonPath().getString("decisionId");
        assertThat(created.header("Location")).isEqualTo("/v1/decisions/" + id);
        String read = Contract.good().get("/v1/decisions/{id}", id).asString();
        assertThat(read).isEqualTo(created.asString());
    }

    @ParameterizedTest
    @MethodSource("badExamples")
    void every_bad_example_gets_its_problems(Path problems) throws IOException {
        Path example = Path.of(problems.toString().replace(".problems", ""));

        Response refused = Contract.bad()
                .contentType(ContentType.JSON)
                .body(Files.readAllBytes(example))
                .post("/v1/decisions");

        refused.then().statusCode(400).contentType("application/problem+json").body("code", equalTo("invalid-request"));
        assertThat(refused.jsonPath().getList("errors.path"))
                .isEqualTo(JsonPath.from(problems.toFile()).getList("path"));
        assertThat(refused.jsonPath().getList("errors.code"))
                .isEqualTo(JsonPath.from(problems.toFile()).getList("code"));
    }

    @Test
    void the_held_example_says_who_must_act_and_why() throws IOException {
        Contract.good()
                .contentType(ContentType.JSON)
                .body(example("order-held"))
                .post("/v1/decisions")
                .then()
                .statusCode(201)
                .body("recommendation.disposition", equalTo("HOLD"))
                .body("recommendation.queue", equalTo("CREDIT"))
                .body("recommendation.slaDueAt", equalTo("2026-03-02T13:30:00Z"))
                .body("recommendation.actions[0].class", equalTo("STOP"))
                .body("exceptions[0].crossReferences.X12", equalTo("A2"))
                .body("trace.rules[0].effects.kind", equalTo(List.of("EXCEPTION", "ACTION", "APPROVAL", "WAIVER")))
                .body("priority.probabilities.P1", equalTo(0.0001f))
                .body("priority.contributions[0].direction", equalTo("LOWERS"));
    }

    @Test
    void absent_fields_are_left_out_of_the_answer() throws IOException {
        String answer = Contract.good()
                .contentType(ContentType.JSON)
                .body(example("order-released"))
                .post("/v1/decisions?trace=full")
                .asString();

        assertThat(answer).doesNotContain("null").doesNotContain("slaDueAt").doesNotContain("durationNanos");
        assertThat(answer).contains("\"effect\":-0.0000001").contains("NOT_MATCHED");
    }

    @Test
    void a_trace_of_none_lists_no_rules_and_is_recorded_with_them() throws IOException {
        Response answer = Contract.good()
                .contentType(ContentType.JSON)
                .body(example("order-held"))
                .post("/v1/decisions?trace=none");

        answer.then().statusCode(201).body("trace.rules", hasSize(0));
        Contract.good()
                .get("/v1/decisions/{id}", answer.jsonPath().getString("decisionId"))
                .then()
                .body("trace.rules", hasSize(1));
        assertThat(Contract.good()
                        .get("/v1/decisions/{id}?trace=none", answer.jsonPath().getString("decisionId"))
                        .asString())
                .isEqualTo(answer.asString());
    }

    @Test
    void a_dry_run_records_nothing() throws IOException {
        long before = TestWiring.JOURNAL.count();

        Contract.good()
                .contentType(ContentType.JSON)
                .body(example("order-substituted"))
                .post("/v1/decisions/dry-run")
                .then()
                .statusCode(200)
                .body("recommendation.disposition", equalTo("RELEASE_WITH_CONDITIONS"))
                .body("recommendation.actions[0].parameters.itemId", equalTo("SEAL-12B"))
                .body("record", nullValue());
        assertThat(TestWiring.JOURNAL.count()).isEqualTo(before);
    }

    @Test
    void a_request_id_with_other_content_is_a_conflict() throws IOException {
        String order = example("order-minimal");
        Contract.good()
                .contentType(ContentType.JSON)
                .body(order)
                .post("/v1/decisions")
                .then()
                .statusCode(201);

        Contract.good()
                .contentType(ContentType.JSON)
                .body(order.replace("\"netAmount\": 100", "\"netAmount\": 101"))
                .post("/v1/decisions")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("recordedDigest", startsWith("sha256:"))
                .body("sentDigest", startsWith("sha256:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka:orders/3/127", "ce:437e283f170e35ad009775033ef474e82bbfbb9549bf03e3"})
    void an_id_that_an_order_from_kafka_will_have_cannot_be_taken_beforehand(String id) throws IOException {
        String order = Files.readString(EXAMPLES.resolve("order-minimal.json"))
                .replaceFirst("\"requestId\": *\"[^\"]*\"", "\"requestId\": \"" + id + "\"");
        assertThat(order).contains(id);
        for (String path : List.of("/v1/decisions", "/v1/decisions/dry-run")) {
            Contract.bad()
                    .contentType(ContentType.JSON)
                    .body(order)
                    .post(path)
                    .then()
                    .statusCode(400)
                    .body("errors.code", equalTo(List.of("reserved-id")))
                    .body("errors[0].path", equalTo("requestId"));
        }
    }

    @Test
    void the_same_request_fifty_times_at_once_is_one_record_and_49_duplicates() throws IOException {
        String order = example("order-held");
        long before = TestWiring.JOURNAL.count();

        List<Integer> statuses = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> Contract.good()
                        .contentType(ContentType.JSON)
                        .body(order)
                        .post("/v1/decisions")
                        .statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(49);
        assertThat(TestWiring.JOURNAL.count()).isEqualTo(before + 1);
    }

    @Test
    void an_unavailable_journal_means_come_back_later() throws IOException {
        TestWiring.JOURNAL.breakDown(true);
        try {
            Contract.good()
                    .contentType(ContentType.JSON)
                    .body(example("order-held"))
                    .post("/v1/decisions")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "5")
                    .body("code", equalTo("journal-unavailable"));
            Contract.good().get("/q/health/ready").then().statusCode(503);
        } finally {
            TestWiring.JOURNAL.breakDown(false);
        }
        Contract.good().get("/q/health/ready").then().statusCode(200);
        Contract.good().get("/q/health/live").then().statusCode(200);
    }

    @Test
    void a_defect_gets_an_incident_and_reveals_nothing_of_the_inside() throws IOException {
        Contract.good()
                .contentType(ContentType.JSON)
                .body(example("order-minimal").replace("SO-1000", "BROKEN"))
                .post("/v1/decisions")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("incidentId", not(nullValue()))
                .body(not(containsString("secret")));
    }

    @Test
    void a_wrong_or_missing_content_type_is_415() throws IOException {
        byte[] order = Files.readAllBytes(EXAMPLES.resolve("order-minimal.json"));
        for (String type : List.of(
                "text/plain", "application/xml", "application/json; charset=iso-8859-1", "application/vnd.a+json")) {
            Contract.bad()
                    .contentType(type)
                    .body(order)
                    .post("/v1/decisions")
                    .then()
                    .statusCode(415)
                    .body("code", equalTo("wrong-content-type"));
        }
        Contract.bad().noContentType().body(order).post("/v1/decisions").then().statusCode(415);
        Contract.good()
                .contentType("application/json; charset=UTF-8")
                .body(fresh(new String(order, StandardCharsets.UTF_8)))
                .post("/v1/decisions")
                .then()
                .statusCode(201);
    }

    @Test
    void a_body_over_the_limit_is_413() {
        Contract.bad()
                .contentType(ContentType.JSON)
                .body("{\"requestId\":\"" + "x".repeat(1_100_000) + "\"}")
                .post("/v1/decisions")
                .then()
                .statusCode(413)
                .body("code", equalTo("too-large"));
    }

    @Test
    void a_body_in_many_parts_is_decided_and_refused_when_it_is_too_large() throws Exception {
        String order = fresh(Files.readString(EXAMPLES.resolve("order-minimal.json")));

        assertThat(sentInParts(order + " ".repeat(300_000))).isEqualTo(201);
        assertThat(sentInParts(order + " ".repeat(1_048_576))).isEqualTo(413);
    }

    /** Without a length, so that only reading shows how much it is. */
    private static int sentInParts(String body) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(String.format(
                                            Locale.ROOT, "http://localhost:%d/v1/decisions", RestAssured.port)))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofInputStream(
                                            () -> new ByteArrayInputStream(bytes)))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void an_unknown_trace_level_is_named() throws IOException {
        Contract.bad()
                .contentType(ContentType.JSON)
                .body(example("order-minimal"))
                .post("/v1/decisions?trace=all")
                .then()
                .statusCode(400)
                .body("errors[0].path", equalTo("?trace"))
                .body("errors[0].value", equalTo("all"));
    }

    @Test
    void what_does_not_exist_is_a_problem_document() {
        Contract.good().get("/v1/decisions/d-nothing").then().statusCode(404).body("code", equalTo("unknown-decision"));
        Contract.outside()
                .get("/v2/anything")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not-found"));
        Contract.outside()
                .delete("/v1/decisions")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .body("type", endsWith("method-not-allowed"));
        Contract.bad()
                .accept("text/html")
                .get("/v1/rules")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
    }

    @Test
    void the_echo_gives_the_content_back() throws IOException {
        Contract.outside()
                .contentType(ContentType.JSON)
                .body(example("order-held"))
                .post("/bench/echo")
                .then()
                .statusCode(200)
                .body("order.orderId", equalTo("SO-4712"));
    }

    private static String example(String name) throws IOException {
        return fresh(Files.readString(EXAMPLES.resolve(name + ".json")));
    }

    /** The same order under a request id that was never used. */
    private static String fresh(String order) {
        return order.replaceFirst("\"requestId\": \"[^\"]*\"", "\"requestId\": \"" + UUID.randomUUID() + "\"");
    }
}
