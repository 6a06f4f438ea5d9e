package dev.docket.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP as proxies and clients really send it. */
@QuarkusTest
@Tag("service")
class HttpEdgesTest {
    private static final Path MINIMAL = Path.of("api-spec/examples/order-minimal.json");
    private static final Path SPEC = Path.of("api-spec/openapi.yaml");
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @Test
    void a_gzipped_order_is_decided_as_the_plain_one() throws IOException {
        String order = fresh();
        Contract.outside()
                .contentType(ContentType.JSON)
                .header("Content-Encoding", "gzip")
                .body(gzip(order.getBytes(UTF_8)))
                .post("/v1/decisions")
                .then()
                .statusCode(201)
                .body("requestId", notNullValue());
        Contract.outside()
                .contentType(ContentType.JSON)
                .body(order)
                .post("/v1/decisions")
                .then()
                .statusCode(200);
    }

    @Test
    void a_gzipped_batch_is_decided_line_by_line() throws IOException {
        String lines = fresh().replace("\n", "") + "\n" + fresh().replace("\n", "") + "\n";
        String answers = Contract.outside()
                .contentType("application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .body(gzip(lines.getBytes(UTF_8)))
                .post("/v1/decisions/batch")
                .asString();
        assertThat(answers.lines()).hasSize(2).allMatch(line -> line.contains("\"status\":\"NEW\""));
    }

    @Test
    void a_body_that_decodes_to_more_than_the_limit_is_413_however_small_it_is() throws IOException {
        byte[] bomb = gzip(new byte[64 << 20]);
        assertThat(bomb).hasSizeLessThan(100_000);
        Contract.outside()
                .contentType(ContentType.JSON)
                .header("Content-Encoding", "gzip")
                .body(bomb)
                .post("/v1/decisions")
                .then()
                .statusCode(413);
    }

    @Test
    void what_says_gzip_and_is_not_is_named_so() throws IOException {
        byte[] whole = gzip(fresh().getBytes(UTF_8));
        for (byte[] body : List.of("{}".getBytes(UTF_8), Arrays.copyOf(whole, whole.length / 2))) {
            Contract.outside()
                    .contentType(ContentType.JSON)
                    .header("Content-Encoding", "gzip")
                    .body(body)
                    .post("/v1/decisions")
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("gzip"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "deflate", "gzip, gzip"})
    void another_content_encoding_is_415_and_named(String coding) throws IOException {
        Contract.outside()
                .contentType(ContentType.JSON)
                .header("Content-Encoding", coding)
                .body(fresh())
                .post("/v1/decisions")
                .then()
                .statusCode(415)
                .header("Accept-Encoding", "gzip")
                .body("code", equalTo("unsupported-content-encoding"))
                .body("detail", containsString(coding));
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf8", "UTF8", "utf-8", "UTF-8", "\"utf-8\""})
    void utf8_may_be_spelled_in_any_way(String charset) throws IOException {
        Contract.outside()
                .contentType("application/json;charset=" + charset)
                .body(fresh())
                .post("/v1/decisions")
                .then()
                .statusCode(201);
    }

    @Test
    void no_type_of_an_answer_says_how_much_it_was_preferred() throws IOException {
        for (String path : List.of("/openapi", "/v1/decisions", "/v1/decisions/export.csv", "/v1/model", "/v1/rules")) {
            for (String accept : List.of("*/*", "application/json", "text/html,*/*;q=0.8")) {
                assertThat(Contract.outside().accept(accept).get(path).header("Content-Type"))
                        .as("%s as %s", path, accept)
                        .doesNotContain("qs=");
            }
        }
    }

    @Test
    void the_contract_is_served_as_yaml_and_as_the_same_json() throws IOException {
        JsonNode written = new ObjectMapper(new YAMLFactory()).readTree(Files.readAllBytes(SPEC));

        Response yaml = Contract.good().get("/openapi");
        Response negotiated = Contract.outside().accept("application/json").get("/openapi");
        Response named = Contract.outside().get("/openapi.json");

        assertThat(yaml.contentType()).startsWith("application/yaml");
        assertThat(Contract.good().get("/openapi.yaml").asByteArray()).isEqualTo(Files.readAllBytes(SPEC));
        assertThat(new ObjectMapper().readTree(negotiated.asByteArray())).isEqualTo(written);
        assertThat(named.asByteArray()).isEqualTo(negotiated.asByteArray());
    }

    @Test
    void every_path_of_the_contract_says_which_methods_it_takes() throws IOException {
        JsonNode paths = new ObjectMapper(new YAMLFactory())
                .readTree(Files.readAllBytes(SPEC))
                .path("paths");
        List<String> wrong = new ArrayList<>();
        paths.properties().forEach(path -> {
            Set<String> allowed = new TreeSet<>();
            path.getValue().fieldNames().forEachRemaining(method -> allowed.add(method.toUpperCase(Locale.ROOT)));
            Set<String> offered = new TreeSet<>(allowed);
            if (allowed.contains("GET")) {
                offered.add("HEAD");
            }
            for (String method : METHODS) {
                if (!allowed.contains(method)) {
                    Response refused =
                            Contract.outside().request(method, path.getKey().replaceAll("\\{[a-zA-Z]+}", "x-1"));
                    if (refused.statusCode() != 405
                            || !String.join(", ", offered).equals(refused.header("Allow"))
                            || !refused.contentType().startsWith("application/problem+json")) {
                        wrong.add(method + " " + path.getKey() + ": " + refused.statusCode() + ", Allow "
                                + refused.header("Allow"));
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_get_of_a_replay_is_405() {
        Contract.outside()
                .get("/v1/decisions/d-1/replay")
                .then()
                .statusCode(405)
                .header("Allow", "POST");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/decisions?ordrId=1, orderId",
        "/v1/decisions?disposition=HOLDD, 'HOLD'",
        "/v1/decisions?disposition=hold, RELEASE_WITH_CONDITIONS",
        "/v1/decisions?checkpoint=RELEASED, 'RELEASE'",
        "/v1/decisions?priority=P5, P4",
        "/v1/decisions?segment=D, 'A, B, C'",
        "/v1/decisions?sort=oldst, oldest",
        "/v1/decisions/export.csv?limits=3, limit",
        "/v1/decisions/d-1?tracee=full, trace",
        "/v1/decisions/d-1?view=sumary, summary",
        "/v1/rules?page=2, no query parameters",
        "/v1/journal/consistency?frm=1, from"
    })
    void an_unknown_parameter_or_word_is_400_with_what_there_is(String path, String advice) {
        Contract.bad()
                .get(path)
                .then()
                .statusCode(400)
                .body("errors[0].path", equalTo("?" + path.replaceAll(".*\\?|=.*", "")))
                .body("errors[0].message", containsString(advice));
    }

    @Test
    void the_oldest_first_always_have_a_cursor_to_go_on_from() throws IOException {
        String orderId = "SO-" + UUID.randomUUID();
        String query = "/v1/decisions?sort=oldest&orderId=" + orderId;
        String start = Contract.good()
                .get(query)
                .then()
                .body("hasMore", equalTo(false))
                .extract()
                .path("next");
        assertThat(start).isNotNull();

        decide(orderId);
        var first = Contract.good().get(query + "&cursor=" + start).jsonPath();
        assertThat(first.getList("decisions")).hasSize(1);
        String after = first.getString("next");
        assertThat(Contract.good().get(query + "&cursor=" + after).jsonPath().getString("next"))
                .isEqualTo(after);

        decide(orderId);
        assertThat(Contract.good().get(query + "&cursor=" + after).jsonPath().getList("decisions"))
                .hasSize(1);
    }

    @Test
    void a_plus_that_arrived_as_a_blank_is_named() {
        Contract.outside()
                .urlEncodingEnabled(false)
                .get("/v1/decisions?from=2026-03-02T09:00:00+01:00")
                .then()
                .statusCode(400)
                .body("errors[0].message", containsString("%2B"));
        Contract.outside()
                .urlEncodingEnabled(false)
                .get("/v1/decisions?from=2026-03-02T09:00:00%2B01:00")
                .then()
                .statusCode(200);
        Contract.bad().get("/v1/decisions?from=yesterday").then().body("errors[0].message", not(containsString("%2B")));
    }

    @Test
    void the_summary_of_a_decision_is_short_and_has_the_same_words_everywhere() throws IOException {
        String order = Files.readString(Path.of("api-spec/examples/order-held.json"))
                .replaceFirst("\"requestId\": \"[^\"]*\"", "\"requestId\": \"" + UUID.randomUUID() + "\"");

        Response decided =
                Contract.good().contentType(ContentType.JSON).body(order).post("/v1/decisions?view=summary");
        String id = decided.jsonPath().getString("decisionId");

        assertThat(decided.statusCode()).isEqualTo(201);
        assertThat(decided.contentType()).startsWith("application/vnd.docket.summary+json");
        assertThat(decided.asByteArray()).hasSizeLessThan(1000);
        JsonNode brief = new ObjectMapper().readTree(decided.asString());
        assertThat(brief.fieldNames())
                .toIterable()
                .containsExactly("decisionId", "disposition", "why", "who", "dueAt", "actions", "priority");
        assertThat(brief.path("disposition").textValue()).isEqualTo("HOLD");
        assertThat(brief.path("who").textValue()).isEqualTo("CREDIT");
        assertThat(Contract.good().get("/v1/decisions/{id}?view=summary", id).asString())
                .isEqualTo(decided.asString());
        assertThat(Contract.good()
                        .contentType(ContentType.JSON)
                        .body(order)
                        .post("/v1/decisions?view=summary")
                        .asString())
                .isEqualTo(decided.asString());
    }

    private static void decide(String orderId) throws IOException {
        Contract.good()
                .contentType(ContentType.JSON)
                .body(fresh().replace("SO-1000", orderId))
                .post("/v1/decisions")
                .then()
                .statusCode(201);
    }

    private static String fresh() throws IOException {
        return Files.readString(MINIMAL)
                .replaceFirst("\"requestId\": \"[^\"]*\"", "\"requestId\": \"" + UUID.randomUUID() + "\"");
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plain);
        }
        return compressed.toByteArray();
    }
}
