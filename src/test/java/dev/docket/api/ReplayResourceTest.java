package dev.docket.api;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.docket.decision.id.DecisionId;
import dev.docket.digest.Digest;
import dev.docket.fixture.SmallBundle;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class ReplayResourceTest {
    private static final String REPLAY = "/v1/decisions/{id}/replay";

    @Test
    void a_decision_of_the_active_bundle_comes_out_the_same_byte_for_byte() throws IOException {
        Contract.good()
                .contentType(ContentType.JSON)
                .body("{}")
                .post(REPLAY, decided())
                .then()
                .statusCode(200)
                .body("verdict", equalTo("SAME"))
                .body(
                        "recordedBundle",
                        equalTo(SmallBundle.version("1").id().digest().text()))
                .body("extent", nullValue())
                .body("causes", empty())
                .body("differences", empty());
    }

    @Test
    void no_body_means_with_the_bundle_that_decided() throws IOException {
        Contract.bad().post(REPLAY, decided()).then().statusCode(200).body("verdict", equalTo("SAME"));
    }

    @Test
    void an_answer_that_was_altered_in_the_journal_is_reported_field_by_field() throws IOException {
        DecisionEntry entry = recorded(decided());
        String answer = new String(((Payload.Kept) entry.answer()).bytes(), StandardCharsets.UTF_8);
        byte[] altered = answer.replace("\"HOLD\"", "\"RELEASE\"").getBytes(StandardCharsets.UTF_8);

        Contract.good()
                .contentType(ContentType.JSON)
                .body("{}")
                .post(
                        REPLAY,
                        add(entry, new Payload.Kept(altered, entry.answer().hash())))
                .then()
                .statusCode(200)
                .body("verdict", equalTo("CHANGED"))
                .body("extent", equalTo("DISPOSITION"))
                .body("causes", hasItem("RECORD"))
                .body("differences.path", hasItem("recommendation.disposition"))
                .body("differences.find { it.path == 'recommendation.disposition' }.before", equalTo("RELEASE"))
                .body("differences.find { it.path == 'recommendation.disposition' }.after", equalTo("HOLD"));
    }

    @Test
    void null_counts_as_no_body_because_generated_clients_send_it() throws IOException {
        Contract.outside()
                .contentType(ContentType.JSON)
                .body("null")
                .post(REPLAY, decided())
                .then()
                .statusCode(200)
                .body("verdict", equalTo("SAME"));
    }

    @Test
    void a_record_of_which_something_is_masked_says_so_instead_of_pretending() throws IOException {
        DecisionEntry like = recorded(decided());
        String id = add(like, like.answer(), "shipTo.name");

        Contract.good()
                .contentType(ContentType.JSON)
                .body("{}")
                .post(REPLAY, id)
                .then()
                .statusCode(200)
                .body("verdict", equalTo("MASKED"))
                .body("because", containsString("shipTo.name"))
                .body("differences", empty());
        Contract.good()
                .queryParam("trace", "full")
                .get("/v1/decisions/{id}", id)
                .then()
                .statusCode(409)
                .body("code", equalTo("request-masked"));
        Contract.good()
                .get("/v1/decisions/{id}", id)
                .then()
                .statusCode(200)
                .body("record.masked", contains("shipTo.name"));
        Contract.good()
                .queryParam("orderId", like.facets().orderId())
                .get("/v1/decisions")
                .then()
                .statusCode(200)
                .body("decisions.find { it.decisionId == '%s' }.record.masked".formatted(id), contains("shipTo.name"));
    }

    @Test
    void an_answer_that_this_engine_does_not_give_is_the_engines_doing() throws IOException {
        DecisionEntry entry = recorded(decided());
        String answer = new String(((Payload.Kept) entry.answer()).bytes(), StandardCharsets.UTF_8);
        byte[] ofAnotherEngine = answer.replace("\"HOLD\"", "\"RELEASE\"").getBytes(StandardCharsets.UTF_8);

        Contract.good()
                .contentType(ContentType.JSON)
                .body("{}")
                .post(REPLAY, add(entry, Payload.of(ofAnotherEngine)))
                .then()
                .statusCode(200)
                .body("verdict", equalTo("CHANGED"))
                .body("causes", equalTo(List.of("ENGINE")));
    }

    @Test
    void a_decision_whose_bundle_is_not_kept_is_refused_with_its_digest() throws IOException {
        DecisionEntry entry = recorded(decided());
        Digest digest = Digest.over();

        Contract.good()
                .contentType(ContentType.JSON)
                .body("{}")
                .post(REPLAY, add(entry, digest, entry.answer()))
                .then()
                .statusCode(409)
                .body("code", equalTo("bundle-not-loaded"))
                .body("bundleDigest", equalTo(digest.text()));
    }

    @Test
    void a_decision_whose_payload_was_retired_is_gone() throws IOException {
        DecisionEntry entry = recorded(decided());
        Instant soon = entry.at().plusSeconds(1);
        TestWiring.JOURNAL.retire(soon, soon, "auditor");

        Contract.good()
                .contentType(ContentType.JSON)
                .body("{}")
                .post(REPLAY, entry.decisionId().text())
                .then()
                .statusCode(410)
                .body("code", equalTo("payload-retired"));
    }

    @Test
    void what_is_not_there_is_refused() throws IOException {
        Contract.good()
                .contentType(ContentType.JSON)
                .body("{}")
                .post(REPLAY, "d-none")
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-decision"));
        Contract.good()
                .contentType(ContentType.JSON)
                .body("{\"bundle\":\"sha256:../../etc\",\"model\":\"none\"}")
                .post(REPLAY, decided())
                .then()
                .statusCode(409)
                .body("code", equalTo("bundle-not-usable"));
        Contract.bad()
                .contentType(ContentType.JSON)
                .body("{\"bundel\":\"x\"}")
                .post(REPLAY, decided())
                .then()
                .statusCode(400)
                .body("errors[0].path", equalTo("bundel"));
        Contract.bad()
                .contentType("text/plain")
                .body("{}")
                .post(REPLAY, decided())
                .then()
                .statusCode(415);
    }

    private static String decided() throws IOException {
        return Contract.good()
                .contentType(ContentType.JSON)
                .body(Files.readString(Path.of("api-spec/examples/order-held.json"))
                        .replaceFirst(
                                "\"requestId\": \"[^\"]*\"", "\"requestId\": \"replay-" + UUID.randomUUID() + "\""))
                .post("/v1/decisions")
                .then()
                .statusCode(201)
                .extract()
                .path("decisionId");
    }

    private static DecisionEntry recorded(String decisionId) {
        return TestWiring.JOURNAL
                .findByDecisionId(new DecisionId(decisionId))
                .orElseThrow()
                .entry();
    }

    /** Adds a record like another one, with another answer; gives its id. */
    private static String add(DecisionEntry like, Payload answer, String... masked) {
        return add(like, like.bundleDigest(), answer, masked);
    }

    private static String add(DecisionEntry like, Digest bundleDigest, Payload answer, String... masked) {
        String id = "d-" + UUID.randomUUID();
        TestWiring.JOURNAL
                .append(new DecisionEntry(
                        new DecisionId(id),
                        id,
                        like.requestDigest(),
                        bundleDigest,
                        like.modelDigest(),
                        like.at(),
                        like.sender(),
                        like.facets(),
                        like.request(),
                        answer,
                        new TreeSet<>(Set.of(masked)),
                        false))
                .join();
        return id;
    }
}
