package dev.docket.api.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the editor of the console asks the service; Ada is the author of {@link ChangeLifeTest}. */
@QuarkusTest
@Tag("service")
@TestProfile(ChangeLifeTest.Required.class)
@Timeout(120)
class EditPagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    private URI service;

    @BeforeEach
    void the_policy_approved_first_decides() {
        while (!ChangeLifeTest.POLICY.digest().equals(ChangeLifeTest.deciding())) {
            ChangeLifeTest.post(ChangeLifeTest.OPS, "/v1/changes/rollback", "{\"reason\":\"the next test\"}")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void the_text_of_the_policy_comes_with_the_words_that_rules_may_use() throws Exception {
        JsonNode policy = policy();
        assertThat(policy.path("base").asText()).isEqualTo(ChangeLifeTest.POLICY.digest());
        assertThat(policy.path("files").path("policy.drl").asText()).contains("past-due-balance");
        assertThat(policy.path("files").path("cases/policy.yaml").asText()).contains("past-due-for-40-days");
        assertThat(policy.path("words").path("facts").findValuesAsText("name"))
                .contains("Credit", "oldestOverdueDays", "Order");
        assertThat(policy.path("words").path("parameters").findValuesAsText("name"))
                .contains("past-due-days");
        assertThat(policy.path("words").path("codes").path("FIN-202").asText()).isNotEmpty();
        assertThat(policy.path("words").path("constants").path("AccountStatus").toString())
                .contains("HOLD");
    }

    @Test
    void a_finding_has_its_columns_and_its_suggestion() throws Exception {
        JsonNode found = sent("check", draft("policy.drl", "oldestOverdueDays >", "oldestOverdueDay >"))
                .path("findings");
        JsonNode first = found.get(0);
        assertThat(first.path("severity").asText()).isEqualTo("ERROR");
        assertThat(first.path("instead").asText()).isEqualTo("oldestOverdueDays");
        assertThat(first.path("to").asInt() - first.path("from").asInt()).isEqualTo("oldestOverdueDay".length());
    }

    @Test
    void cases_that_no_longer_hold_are_found_when_they_are_run() throws Exception {
        ObjectNode draft = draft("cases/policy.yaml", "oldestOverdueDays: 40", "oldestOverdueDays: 4");
        assertThat(sent("check", draft).path("findings").findValuesAsText("code"))
                .doesNotContain("DKT-131");
        JsonNode found = sent("check", draft.put("withCases", true)).path("findings");
        assertThat(found.findValuesAsText("code")).contains("DKT-131");
    }

    @Test
    void a_draft_is_tried_on_recorded_orders_and_leaves_nothing_behind() throws Exception {
        ChangeLifeTest.decide("edit-1").then().statusCode(201);
        int changes = changes();
        String effect = sent("effect", pastDueAfter(40)).path("html").asText();
        assertThat(effect).contains("badge HOLD", "badge RELEASE", "/console/decisions/d-", "data-currency=\"USD\"");
        assertThat(changes()).isEqualTo(changes);
        JsonNode refused = sent("effect", draft("policy.drl", "then", "than"));
        assertThat(refused.path("problems").toString()).contains("DKT-101");
    }

    @Test
    void a_draft_becomes_a_checked_change_of_its_author() throws Exception {
        ObjectNode draft = pastDueAfter(35).put("reason", "edited");
        String path = sent("change", draft).path("path").asText();
        assertThat(path).startsWith("/console/changes/c-");
        ChangeLifeTest.get(ChangeLifeTest.ADA, "/v1" + path.substring("/console".length()))
                .then()
                .statusCode(200)
                .body("state", equalTo("CHECKED"))
                .body("reason", equalTo("edited"));
    }

    @Test
    void what_cannot_decide_or_changes_nothing_is_no_change() throws Exception {
        int before = changes();
        ObjectNode wrong =
                draft("policy.drl", "oldestOverdueDays >", "oldestOverdueDay >").put("reason", "hasty");
        assertThat(sent("change", wrong).path("problems").toString()).contains("Did you mean");
        ObjectNode failing = pastDueAfter(50).put("reason", "hasty");
        assertThat(sent("change", failing).path("problems").toString()).contains("DKT-131");
        ObjectNode cases =
                draft("cases/policy.yaml", "is 40 days", "is forty days").put("reason", "words");
        assertThat(sent("change", cases).path("title").asText()).contains("nothing that decides");
        ObjectNode nameless = pastDueAfter(35);
        assertThat(post("change", ChangeLifeTest.ADA, nameless).statusCode()).isEqualTo(400);
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    void files_come_and_go_in_a_draft() throws Exception {
        ObjectNode draft = draft("policy.drl", text -> text.replaceFirst("(?s)rule \"account-on-hold\".*", ""));
        draft.withArray("files").addObject().put("path", "limits.csv").put("text", "RuleTable,x\n");
        draft.putArray("removed").add("cases/policy.yaml");
        JsonNode found = sent("check", draft).path("findings");
        assertThat(found.findValuesAsText("file")).contains("limits.csv").doesNotContain("cases/policy.yaml");
        draft.putArray("removed").add("more.drl");
        assertThat(post("check", ChangeLifeTest.ADA, draft).statusCode()).isEqualTo(400);
    }

    @Test
    void a_draft_names_only_files_that_a_policy_can_have_and_a_policy_that_is_kept() throws Exception {
        for (String path :
                new String[] {"../../outside.drl", "new.yaml", "new.drl/..", "manifest", "/etc/passwd", ""}) {
            ObjectNode draft = JSON.createObjectNode().put("base", ChangeLifeTest.POLICY.digest());
            draft.putArray("files").addObject().put("path", path).put("text", "x");
            assertThat(post("check", ChangeLifeTest.ADA, draft).statusCode())
                    .as(path)
                    .isEqualTo(400);
        }
        for (String base : new String[] {"sha256:" + "0".repeat(64), "..", ""}) {
            ObjectNode draft = JSON.createObjectNode().put("base", base);
            draft.putArray("files");
            assertThat(post("check", ChangeLifeTest.ADA, draft).statusCode())
                    .as(base)
                    .isEqualTo(400);
        }
        ObjectNode huge = JSON.createObjectNode().put("base", ChangeLifeTest.POLICY.digest());
        huge.putArray("files").addObject().put("path", "policy.drl").put("text", "x".repeat(256 * 1024 + 1));
        assertThat(post("check", ChangeLifeTest.ADA, huge).statusCode()).isEqualTo(400);
    }

    @Test
    void only_authors_edit() throws Exception {
        ObjectNode draft = pastDueAfter(35).put("reason", "not mine");
        for (String key : new String[] {ChangeLifeTest.BOB, ChangeLifeTest.OPS, ChangeLifeTest.ERP}) {
            for (String step : new String[] {"check", "effect", "change"}) {
                assertThat(post(step, key, draft).statusCode()).isEqualTo(403);
            }
            assertThat(get("/console/edit", key).statusCode()).isEqualTo(403);
            assertThat(get("/console/edit/policy", key).statusCode()).isEqualTo(403);
            assertThat(get("/console/rules/past-due-balance", key).body()).doesNotContain("/console/edit");
        }
        assertThat(get("/console/rules/past-due-balance", ChangeLifeTest.ADA).body())
                .contains("/console/edit?file=policy.drl&amp;line=8");
        assertThat(get("/console/edit?file=%22%3E%3Cimg%20src=x%3E", ChangeLifeTest.ADA)
                        .body())
                .doesNotContain("<img");
    }

    /** A draft in which a balance is past due after other days than 30. */
    private ObjectNode pastDueAfter(int days) throws Exception {
        return draft(
                "parameters.yaml",
                text -> text.replaceFirst("(past-due-days:\\s+unit: days\\s+value: )30", "$1" + days));
    }

    private ObjectNode draft(String file, String old, String young) throws Exception {
        return draft(file, text -> text.replace(old, young));
    }

    private ObjectNode draft(String file, UnaryOperator<String> edit) throws Exception {
        JsonNode policy = policy();
        String text = policy.path("files").path(file).asText();
        String changed = edit.apply(text);
        assertThat(changed).isNotEqualTo(text);
        ObjectNode draft =
                JSON.createObjectNode().put("base", policy.path("base").asText());
        draft.putArray("files").addObject().put("path", file).put("text", changed);
        return draft;
    }

    private JsonNode policy() throws Exception {
        return JSON.readTree(get("/console/edit/policy", ChangeLifeTest.ADA).body());
    }

    private static int changes() {
        return ChangeLifeTest.get(ChangeLifeTest.ADA, "/v1/changes")
                .jsonPath()
                .getList("changes")
                .size();
    }

    private JsonNode sent(String step, ObjectNode draft) throws Exception {
        HttpResponse<String> answer = post(step, ChangeLifeTest.ADA, draft);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> post(String step, String key, ObjectNode draft) throws Exception {
        return client.send(
                request("/console/edit/" + step, key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(draft.toString()))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String key) throws Exception {
        return client.send(request(path, key).GET().build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(service.resolve(path)).header("Authorization", "Bearer " + key);
    }
}
