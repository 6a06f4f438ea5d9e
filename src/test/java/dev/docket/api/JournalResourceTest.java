package dev.docket.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.merkle.NoteVerifier;
import dev.docket.journal.merkle.Proof;
import dev.docket.journal.merkle.SignedNote;
import dev.docket.journal.merkle.TreeHead;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class JournalResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EXAMPLE = Path.of("api-spec/examples/order-held.json");

    @Test
    void a_stranger_can_check_the_proof_of_a_decision_with_the_key_alone() throws IOException {
        String decisionId = decided("SO-proof");
        JsonNode proof = JSON.readTree(
                Contract.good().get("/v1/decisions/{id}/proof", decisionId).asString());

        NoteVerifier key =
                NoteVerifier.parse(Contract.good().get("/v1/journal/key").asString());
        SignedNote note = SignedNote.parse(proof.path("checkpoint").textValue()).orElseThrow();
        TreeHead checkpoint = TreeHead.parse(note.text()).orElseThrow();
        assertThat(key.signed(note)).isTrue();
        Hash leaf = Hash.ofLeaf(JSON.writeValueAsString(proof.path("header")).getBytes(UTF_8));
        assertThat(leaf.toString()).isEqualTo(proof.path("hash").textValue());
        assertThat(Proof.includes(
                        leaf,
                        proof.path("leafIndex").longValue(),
                        checkpoint.size(),
                        hashes(proof.path("path")),
                        checkpoint.root()))
                .isTrue();
        assertThat(proof.path("header").path("decisionId").textValue()).isEqualTo(decisionId);
    }

    @Test
    void a_checkpoint_that_was_kept_is_proved_to_be_a_beginning_of_a_later_one() throws IOException {
        decided("SO-first");
        TreeHead kept = checkpoint();
        String later = decided("SO-later");
        Contract.good().get("/v1/decisions/{id}/proof", later).then().statusCode(200); // signs one that covers it

        JsonNode proof = JSON.readTree(Contract.good()
                .get("/v1/journal/consistency?from={from}", kept.size())
                .asString());

        TreeHead now = checkpoint();
        assertThat(now.size()).isGreaterThan(kept.size());
        assertThat(Proof.extendsTree(kept.size(), kept.root(), now.size(), now.root(), hashes(proof.path("path"))))
                .isTrue();
    }

    @Test
    void proofs_of_many_new_decisions_share_the_checkpoints_that_are_signed_for_them() throws IOException {
        Set<String> signed = new HashSet<>();
        long began = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            String id = decided("SO-shared");
            signed.add(Contract.good()
                    .get("/v1/decisions/{id}/proof", id)
                    .jsonPath()
                    .getString("checkpoint"));
            for (int again = 0; again < 3; again++) {
                decided("SO-between");
            }
        }
        long seconds = (System.nanoTime() - began) / 1_000_000_000L;
        assertThat((long) signed.size()).isLessThanOrEqualTo(seconds + 2);
    }

    @Test
    void sizes_that_the_log_never_had_are_refused() {
        Contract.bad()
                .get("/v1/journal/consistency?from=5&to=3")
                .then()
                .statusCode(400)
                .body("errors[0].path", equalTo("?from"));
        Contract.bad().get("/v1/journal/consistency?from=many").then().statusCode(400);
        Contract.bad().get("/v1/journal/consistency").then().statusCode(400);
        Contract.good().get("/v1/decisions/d-nobody/proof").then().statusCode(404);
    }

    @Test
    void decisions_are_found_by_what_they_are_about_page_by_page() throws IOException {
        String orderId = "SO-" + UUID.randomUUID();
        List<String> decided = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            decided.addFirst(decided(orderId));
        }

        List<String> found = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            var page = Contract.good()
                    .get(
                            "/v1/decisions?orderId={order}&limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor),
                            orderId)
                    .then()
                    .statusCode(200)
                    .body("decisions.orderId", everyItem(equalTo(orderId)))
                    .extract()
                    .jsonPath();
            found.addAll(page.getList("decisions.decisionId", String.class));
            cursor = page.get("next") == null ? "" : page.getString("next");
            pages++;
        } while (!cursor.isEmpty());

        assertThat(found).isEqualTo(decided);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void every_criterion_finds_the_decision_and_its_opposite_does_not() throws IOException {
        String orderId = "SO-" + UUID.randomUUID();
        JsonNode summary = JSON.readTree(searchedAfter(decided(orderId), "orderId=" + orderId))
                .path("decisions")
                .get(0);
        List<String> criteria = List.of(
                "customerId=" + summary.path("customerId").textValue(),
                "segment=" + summary.path("segment").textValue(),
                "warehouse=" + summary.path("warehouse").textValue(),
                "checkpoint=" + summary.path("checkpoint").textValue(),
                "disposition=" + summary.path("disposition").textValue(),
                "priority=" + summary.path("priority").textValue(),
                "bundle=" + summary.path("bundleDigest").textValue(),
                "requestId=" + summary.path("requestId").textValue(),
                "code=" + summary.path("codes").path(0).textValue(),
                "ruleId=" + summary.path("ruleIds").path(0).textValue(),
                "from=" + summary.path("decidedAt").textValue());

        for (String criterion : criteria) {
            assertThat(searched("orderId=" + orderId + "&" + criterion)).contains("\"orderId\":\"" + orderId);
            assertThat(searched("orderId=" + orderId + "&" + opposite(criterion)))
                    .isEqualTo("{\"decisions\":[],\"hasMore\":false}");
        }
        assertThat(searched("orderId=" + orderId + "&to="
                        + summary.path("decidedAt").textValue()))
                .isEqualTo("{\"decisions\":[],\"hasMore\":false}");
    }

    /** A criterion that the decision does not meet. */
    private static String opposite(String criterion) {
        return switch (criterion.substring(0, criterion.indexOf('='))) {
            case "from" -> "from=2100-01-01T00:00:00Z";
            case "segment" -> "segment=" + (criterion.endsWith("=A") ? "B" : "A");
            case "checkpoint" -> "checkpoint=" + (criterion.endsWith("=ENTRY") ? "SHIP" : "ENTRY");
            case "disposition" -> "disposition=" + (criterion.endsWith("=REJECT") ? "HOLD" : "REJECT");
            case "priority" -> "priority=" + (criterion.endsWith("=P1") ? "P2" : "P1");
            default -> criterion + "x";
        };
    }

    @Test
    void every_problem_of_a_search_is_reported_at_once() {
        Contract.bad()
                .get("/v1/decisions?limit=9999&from=yesterday&cursor=%21&sort=best&colour=red&orderId=a&orderId=b")
                .then()
                .statusCode(400)
                .body("errors", hasSize(6));
    }

    @Test
    void times_that_no_store_could_keep_and_texts_that_no_store_takes_are_no_defect() {
        Contract.bad()
                .get("/v1/decisions?from={from}", "+1000000000-12-31T23:59:59Z")
                .then()
                .statusCode(200)
                .body("decisions", hasSize(0));
        Contract.bad()
                .get("/v1/decisions?to={to}", "-1000000000-01-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("decisions", hasSize(0));
        Contract.outside()
                .urlEncodingEnabled(false)
                .get("/v1/decisions?orderId=%00")
                .then()
                .statusCode(400);
        Contract.outside()
                .urlEncodingEnabled(false)
                .get("/v1/decisions/%00/proof")
                .then()
                .statusCode(404);
    }

    @Test
    void an_export_has_a_row_for_each_decision_and_no_formula_in_it() throws IOException {
        String orderId = "=HYPERLINK(\"http://evil\",\"" + UUID.randomUUID() + "\")";
        decided(orderId);
        decided(orderId);

        String csv = Contract.good()
                .queryParam("orderId", orderId)
                .get("/v1/decisions/export.csv")
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .extract()
                .asString();
        String ndjson = Contract.good()
                .queryParam("orderId", orderId)
                .get("/v1/decisions/export.ndjson")
                .asString();

        assertThat(csv.lines().toList()).hasSize(3).first().asString().startsWith("decisionId,requestId,decidedAt");
        assertThat(csv).contains("\"'=HYPERLINK(\"\"http://evil\"\"");
        assertThat(ndjson.lines()).hasSize(2).allMatch(line -> line.contains("HYPERLINK"));
    }

    @Test
    void an_outcome_is_added_once_and_read_back() throws IOException {
        String decisionId = decided("SO-outcome");
        String feedback = "{\"outcome\":\"RELEASED\",\"reason\":\"paid by phone\",\"actualPriority\":\"P2\"}";

        Contract.good()
                .contentType(ContentType.JSON)
                .body(feedback)
                .post("/v1/decisions/{id}/outcome", decisionId)
                .then()
                .statusCode(201)
                .body("outcome", equalTo("RELEASED"))
                .body("feedback.reason", equalTo("paid by phone"));
        Contract.good()
                .contentType(ContentType.JSON)
                .body(feedback)
                .post("/v1/decisions/{id}/outcome", decisionId)
                .then()
                .statusCode(200);
        Contract.good()
                .contentType(ContentType.JSON)
                .body("{\"outcome\":\"CANCELLED\"}")
                .post("/v1/decisions/{id}/outcome", decisionId)
                .then()
                .statusCode(201);

        Contract.good()
                .get("/v1/decisions/{id}/outcomes", decisionId)
                .then()
                .statusCode(200)
                .body("outcomes.outcome", equalTo(List.of("RELEASED", "CANCELLED")));
        Contract.good()
                .queryParam("after", 1)
                .get("/v1/decisions/{id}/outcomes", decisionId)
                .then()
                .statusCode(200)
                .body("outcomes.outcome", equalTo(List.of("CANCELLED")));
        Contract.bad()
                .queryParam("after", "-1")
                .get("/v1/decisions/{id}/outcomes", decisionId)
                .then()
                .statusCode(400)
                .body("errors.path", equalTo(List.of("after")));
    }

    @Test
    void an_outcome_of_no_decision_or_no_known_kind_is_refused() {
        Contract.good()
                .contentType(ContentType.JSON)
                .body("{\"outcome\":\"RELEASED\"}")
                .post("/v1/decisions/d-nobody/outcome")
                .then()
                .statusCode(404);
        Contract.bad()
                .contentType(ContentType.JSON)
                .body("{\"outcome\":\"EATEN\",\"colour\":\"red\"}")
                .post("/v1/decisions/d-nobody/outcome")
                .then()
                .statusCode(400)
                .body("errors", hasSize(2));
        Contract.good().get("/v1/decisions/d-nobody/outcomes").then().statusCode(404);
    }

    @Test
    void a_journal_that_cannot_be_read_is_an_error_with_a_time_to_retry() {
        TestWiring.JOURNAL.breakDown(true);
        try {
            Contract.good().get("/v1/decisions").then().statusCode(503).header("Retry-After", equalTo("5"));
        } finally {
            TestWiring.JOURNAL.breakDown(false);
        }
    }

    private static String searchedAfter(String decisionId, String query) {
        String found = searched(query);
        assertThat(found).contains(decisionId);
        return found;
    }

    private static String searched(String query) {
        return Contract.good()
                .get("/v1/decisions?" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static TreeHead checkpoint() {
        String note = Contract.good().get("/v1/journal/checkpoint").asString();
        return TreeHead.parse(SignedNote.parse(note).orElseThrow().text()).orElseThrow();
    }

    private static List<Hash> hashes(JsonNode texts) {
        return StreamSupport.stream(texts.spliterator(), false)
                .map(text -> Hash.parse(text.textValue()))
                .toList();
    }

    /** Decides an order; its decision id. */
    private static String decided(String orderId) throws IOException {
        var order = (ObjectNode) JSON.readTree(Files.readString(EXAMPLE));
        order.put("requestId", UUID.randomUUID().toString());
        ((ObjectNode) order.path("order")).put("orderId", orderId);
        return Contract.outside()
                .contentType(ContentType.JSON)
                .body(JSON.writeValueAsString(order))
                .post("/v1/decisions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("decisionId");
    }
}
