package dev.docket.api.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import dev.docket.api.Contract;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("service")
@Timeout(120)
class FeedResourceTest {
    /** Stream 0123456789ab, record 1, and a check that is wrong. */
    private static final String FOREIGN = "ASNFZ4mrAAAAAAAAAAEAAAAAAAAAAA";

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    private URI service;

    @SuppressWarnings("NullAway.Init") // made before each test
    private FeedClient client;

    @BeforeEach
    void connect() {
        client = new FeedClient(service);
    }

    @Test
    void an_event_has_what_the_decision_is_read_as_and_both_contracts_describe_it() throws Exception {
        String start = now();
        String id = client.decide(fresh());
        HttpResponse<byte[]> page = client.page("?after=" + start);

        assertThat(page.headers().firstValue("Content-Type")).contains("application/cloudevents-batch+json");
        assertThat(page.headers().firstValue("Docket-Has-More")).contains("false");
        List<JsonNode> events = FeedClient.events(page);
        assertThat(events).hasSize(1);
        JsonNode event = events.getFirst();
        assertThat(event.path("subject").textValue()).isEqualTo(id);
        JsonNode read = FeedClient.JSON.readTree(
                Contract.good().get("/v1/decisions/{id}", id).asByteArray());
        assertThat(event.path("data")).isEqualTo(read);
        assertThat(event.path("leafhash").textValue())
                .isEqualTo(FeedClient.JSON
                        .readTree(Contract.good()
                                .get("/v1/decisions/{id}/proof", id)
                                .asByteArray())
                        .path("hash")
                        .textValue());
        assertThat(described(event, "decisionRecorded")).isTrue();
        assertThat(described(event, "outcomeRecorded")).isFalse();
        Contract.good().get("/v1/feed?after={after}", start).then().statusCode(200);
    }

    @Test
    void an_outcome_is_an_event_as_it_is_read_and_as_it_is_described() throws Exception {
        String id = client.decide(fresh());
        String start = now();
        Contract.good()
                .contentType("application/json")
                .body("{\"outcome\":\"RELEASED\",\"reason\":\"seen\"}")
                .post("/v1/decisions/{id}/outcome", id)
                .then()
                .statusCode(201);

        JsonNode event =
                FeedClient.events(client.page("?kind=OUTCOME&after=" + start)).getFirst();

        assertThat(event.path("subject").textValue()).isEqualTo(id);
        assertThat(event.path("data"))
                .isEqualTo(FeedClient.JSON
                        .readTree(Contract.good()
                                .get("/v1/decisions/{id}/outcomes", id)
                                .asByteArray())
                        .path("outcomes")
                        .get(0));
        assertThat(described(event, "outcomeRecorded")).isTrue();
    }

    @Test
    void whoever_waits_is_answered_within_a_second_of_the_decision() throws Exception {
        String start = now();
        CompletableFuture<HttpResponse<byte[]>> waiting = client.later("?wait=20&after=" + start);
        Thread.sleep(700);
        assertThat(waiting).isNotDone();

        String id = client.decide(fresh());

        HttpResponse<byte[]> page = waiting.get(1, TimeUnit.SECONDS);
        assertThat(FeedClient.events(page).getFirst().path("subject").textValue())
                .isEqualTo(id);
    }

    @Test
    void whoever_waits_for_something_else_waits_on_and_has_come_further() throws Exception {
        String start = now();
        CompletableFuture<HttpResponse<byte[]>> waiting =
                client.later("?wait=2&disposition=REJECT&queue=nobody&after=" + start);
        client.decide(fresh());
        client.decide(fresh());

        HttpResponse<byte[]> page = waiting.get(10, TimeUnit.SECONDS);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(FeedClient.events(page)).isEmpty();
        assertThat(FeedClient.cursor(page)).isNotEqualTo(start);
        assertThat(FeedClient.events(client.page("?after=" + FeedClient.cursor(page))))
                .isEmpty();
    }

    @Test
    void a_stream_goes_on_after_the_last_event_that_its_reader_has() throws Exception {
        String start = now();
        List<String> decided = new ArrayList<>();
        FeedClient.Received first;
        try (FeedClient.Open stream = client.open("?after=" + start)) {
            for (int i = 0; i < 3; i++) {
                decided.add(client.decide(fresh()));
            }
            first = stream.next();
            assertThat(first.subject()).isEqualTo(decided.getFirst());
            assertThat(stream.next().subject()).isEqualTo(decided.get(1));
        }
        for (int i = 0; i < 2; i++) {
            decided.add(client.decide(fresh()));
        }

        List<String> resumed = new ArrayList<>();
        // What it has counts more than where it began.
        try (FeedClient.Open stream = client.open("?after=" + start, "Last-Event-ID", first.id())) {
            while (resumed.size() < 4) {
                resumed.add(stream.next().subject());
            }
        }

        assertThat(resumed).isEqualTo(decided.subList(1, 5));
        assertThat(FeedClient.events(client.page("?after=" + first.id())))
                .as("an id of a stream is a cursor")
                .hasSize(4);
    }

    @Test
    void a_stream_catches_up_with_more_than_one_page_and_then_follows() throws Exception {
        String start = now();
        List<String> decided = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            decided.add(client.decide(fresh()));
        }
        List<String> seen = new ArrayList<>();
        try (FeedClient.Open stream = client.open("?after=" + start)) {
            while (seen.size() < 120) {
                seen.add(stream.next().subject());
            }
            decided.add(client.decide(fresh()));
            seen.add(stream.next().subject());
        }
        assertThat(seen).isEqualTo(decided);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "%00", "../etc/passwd", "NOW", "%F0%9F%9C%81", "a,b"})
    void what_is_no_cursor_is_told_at_its_parameter(String text) {
        Contract.bad()
                .urlEncodingEnabled(false)
                .get("/v1/feed?after=" + text)
                .then()
                .statusCode(400)
                .body("errors[0].path", equalTo("?after"))
                .body("errors[0].code", equalTo("invalid"));
    }

    @Test
    void a_cursor_of_another_journal_is_refused_in_both_forms() {
        for (String accepted : List.of("application/cloudevents-batch+json", "text/event-stream")) {
            Contract.bad()
                    .accept(accepted + ", application/problem+json")
                    .get("/v1/feed?after=" + FOREIGN)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("foreign-cursor"));
        }
    }

    @Test
    void parameters_that_are_wrong_are_told_with_what_they_may_be() {
        Contract.bad()
                .get("/v1/feed?kind=DECISSION&limit=0&wait=31")
                .then()
                .statusCode(400)
                .body("errors.size()", equalTo(3));
        Contract.bad()
                .get("/v1/feed?dispositon=HOLD")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("unknown-field"));
    }

    private String now() throws Exception {
        return FeedClient.cursor(client.page("?after=now"));
    }

    private static String fresh() {
        return "feed-" + UUID.randomUUID();
    }

    /** Whether a message of the AsyncAPI document describes an event. */
    private static boolean described(JsonNode event, String schema) throws Exception {
        JsonNode document = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("api-spec", "asyncapi.yaml").toFile());
        return JsonSchemaFactory.byDefault()
                .getJsonSchema(document, "/components/schemas/" + schema)
                .validate(event)
                .isSuccess();
    }
}
