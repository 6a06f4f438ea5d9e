package dev.docket.api.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.access.Role;
import dev.docket.fixture.SmallRules;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** People who take a policy change on its way at the console; Ada, Bob and the operator are those of {@link ChangeLifeTest}. */
@QuarkusTest
@Tag("service")
@TestProfile(ChangeLifeTest.Required.class)
@Timeout(120)
class ChangePagesTest {
    private static final Map<Role, String> OTHERS = new HashMap<>();

    private final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    private URI service;

    @BeforeEach
    @AfterEach
    void the_policy_approved_first_decides() {
        while (!ChangeLifeTest.POLICY.digest().equals(ChangeLifeTest.deciding())) {
            ChangeLifeTest.post(ChangeLifeTest.OPS, "/v1/changes/rollback", "{\"reason\":\"the next test\"}")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void a_change_is_read_in_words_submitted_promoted_and_rolled_back_at_the_console() throws Exception {
        ChangeLifeTest.decide("pages-1").then().statusCode(201);
        String id = proposed(36, "customers pay later");
        String page = "/console/changes/" + id;
        assertThat(read("/console/changes", ChangeLifeTest.ADA))
                .contains(id, "customers pay later", "key:ada", "T-36", ">Draft<", "a check");
        assertThat(read(page, ChangeLifeTest.ADA))
                .contains("./docket change check " + id, "It was not checked yet")
                .doesNotContain("action=\"" + page + "/submit\"");
        ChangeLifeTest.post(ChangeLifeTest.ADA, "/v1/changes/" + id + "/check", "{\"replayHours\":2}")
                .then()
                .statusCode(200);

        assertThat(read(page, ChangeLifeTest.ADA))
                .contains("past-due-days", "30 → 36 days", "Rules: 2, cases: 4, problems: 0", "Newly released")
                .contains("<del>  value: 30</del>", "<ins>  value: 36</ins>", "parameters.yaml")
                .contains("data-currency=\"USD\"", "action=\"" + page + "/submit\"");
        assertThat(post(page + "/submit", ChangeLifeTest.ADA, "").statusCode()).isEqualTo(303);
        assertThat(read(page, ChangeLifeTest.ADA))
                .contains("the approval of: policy", "You have a part in this change")
                .doesNotContain("--key FILE");
        assertThat(read(page, ChangeLifeTest.BOB))
                .contains(">./docket change approve " + id + " --key FILE<", "action=\"" + page + "/reject\"");
        HttpResponse<String> early = post(page + "/promote", ChangeLifeTest.OPS, "");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.body()).contains("Not recorded", "still needs the approval of: policy");

        ChangeLifeTest.approve(ChangeLifeTest.BOB, "/v1/changes/" + id, ChangeLifeTest.POLICY.bobsKey(), "key:bob")
                .then()
                .statusCode(200);
        String key = ChangeLifeTest.POLICY.bobsKey().publicKey();
        assertThat(read(page, ChangeLifeTest.OPS))
                .contains("to be promoted", "key:bob/", key, "action=\"" + page + "/promote\"")
                .doesNotContain("/rollback\"");
        assertThat(post(page + "/promote", ChangeLifeTest.OPS, "").statusCode()).isEqualTo(303);
        assertThat(ChangeLifeTest.deciding()).isNotEqualTo(ChangeLifeTest.POLICY.digest());
        assertThat(read(page, ChangeLifeTest.OPS)).contains(">Promoted<", "action=\"" + page + "/rollback\"");

        assertThat(post(page + "/rollback", ChangeLifeTest.OPS, reason("too generous"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(ChangeLifeTest.deciding()).isEqualTo(ChangeLifeTest.POLICY.digest());
        assertThat(read(page, ChangeLifeTest.OPS))
                .contains(">Rolled back<", "too generous", "key:ops/", "of stream ")
                .doesNotContain("/rollback\"");
        HttpResponse<String> again = post(page + "/rollback", ChangeLifeTest.OPS, reason("once more"));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("does not decide now");
    }

    @Test
    void an_approver_sends_a_change_back_with_a_reason_and_its_author_gives_it_up() throws Exception {
        String id = submitted(37);
        String page = "/console/changes/" + id;
        assertThat(post(page + "/reject", ChangeLifeTest.BOB, reason(" ")).statusCode())
                .isEqualTo(400);
        assertThat(post(page + "/reject", ChangeLifeTest.BOB, reason("why so <b>long</b>?"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(read(page, ChangeLifeTest.ADA))
                .contains(">Rejected<", "why so &lt;b&gt;long&lt;/b&gt;?", "another check")
                .doesNotContain("<b>long");
        ChangeLifeTest.get(ChangeLifeTest.ADA, "/v1/changes/" + id)
                .then()
                .body("remark", equalTo("why so <b>long</b>?"));

        assertThat(post(page + "/withdraw", ChangeLifeTest.ADA, reason("never mind"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(read(page, ChangeLifeTest.ADA))
                .contains(">Withdrawn<", "never mind")
                .doesNotContain("<button class=\"primary\"");
    }

    @Test
    void who_may_not_take_a_step_sees_no_form_for_it_and_is_refused() throws Exception {
        String id = submitted(38);
        String page = "/console/changes/" + id;
        String auditor = other(Role.AUDIT);
        assertThat(read(page, auditor)).contains("past-due-days").doesNotContain("action=\"/console/changes/");
        for (String step : new String[] {"submit", "reject", "withdraw", "promote", "rollback"}) {
            assertThat(post(page + "/" + step, auditor, reason("no")).statusCode())
                    .as(step)
                    .isEqualTo(403);
        }
        assertThat(post(page + "/promote", ChangeLifeTest.ADA, "").statusCode()).isEqualTo(403);
        assertThat(post(page + "/withdraw", ChangeLifeTest.BOB, reason("no")).statusCode())
                .isEqualTo(403);
        // Has the role, and is not among the approvers that the policy names.
        String stranger = other(Role.APPROVE);
        assertThat(read(page, stranger)).doesNotContain("/reject\"").doesNotContain("--key FILE");
        assertThat(post(page + "/reject", stranger, reason("no")).body()).contains("not among those who may approve");
        String handler = other(Role.HANDLE);
        assertThat(get(page, handler).statusCode()).isEqualTo(403);
        assertThat(get("/console/changes", handler).statusCode()).isEqualTo(403);
        assertThat(read("/console/today", handler)).contains("in flight").doesNotContain("href=\"/console/changes\"");
        assertThat(read("/console/today", auditor)).contains("<a href=\"/console/changes\">");
        ChangeLifeTest.get(ChangeLifeTest.ADA, "/v1/changes/" + id).then().body("state", equalTo("SUBMITTED"));
        assertThat(get("/console/changes/c-none", auditor).statusCode()).isEqualTo(404);
    }

    @Test
    void a_form_of_another_site_takes_no_step() throws Exception {
        String id = submitted(39);
        HttpResponse<String> answer = client.send(
                request("/console/changes/" + id + "/withdraw", ChangeLifeTest.ADA)
                        .header("Origin", "https://elsewhere.example")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(reason("theirs")))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(read("/console/changes/" + id, ChangeLifeTest.ADA)).contains(">Submitted<");
    }

    @Test
    void a_hostile_reason_stays_text() throws Exception {
        String hostile = "<script>alert(1)</script>\u202Egnp.exe{page.id}\n" + "x".repeat(1_000);
        SmallRules.setPastDueDays(ChangeLifeTest.RULES, 40);
        String id = ChangeLifeTest.post(
                        ChangeLifeTest.ADA,
                        "/v1/changes",
                        new ObjectMapper().writeValueAsString(Map.of("reason", hostile, "ticket", "\"><img src=x>")))
                .jsonPath()
                .getString("changeId");
        for (String page : new String[] {"/console/changes", "/console/changes/" + id}) {
            assertThat(read(page, ChangeLifeTest.BOB))
                    .contains("&lt;script&gt;alert(1)", "\\u202egnp.exe{page.id}\\n", "x".repeat(1_000))
                    .doesNotContain("<script>alert", "<img", "\u202E");
        }
        assertThat(post("/console/changes/" + id + "/withdraw", ChangeLifeTest.ADA, reason("x".repeat(2_001)))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_candidate_in_shadow_shows_what_it_sees_while_it_runs_and_orders_only_to_those_who_may_see_them()
            throws Exception {
        ChangeLifeTest.decide("pages-shadow-1").then().statusCode(201);
        String id = proposed(41, "later");
        String change = "/v1/changes/" + id;
        ChangeLifeTest.post(ChangeLifeTest.ADA, change + "/shadow", "{\"from\":\"2020-01-01T00:00:00Z\"}")
                .then()
                .statusCode(200);
        try {
            while (ChangeLifeTest.get(ChangeLifeTest.BOB, change + "/shadow")
                            .jsonPath()
                            .getLong("lag")
                    > 0) {
                Thread.sleep(100);
            }
            assertThat(read("/console/changes/" + id, ChangeLifeTest.BOB))
                    .contains("id=\"shadow\"", "data-live", "FIN-202", "Some of these decisions", "SO-1");
            assertThat(read("/console/changes/" + id, ChangeLifeTest.OPS))
                    .contains("data-live", "FIN-202")
                    .doesNotContain("SO-1", "Some of these decisions");
        } finally {
            ChangeLifeTest.bodiless(ChangeLifeTest.ADA, change + "/shadow/end");
        }
        assertThat(read("/console/changes/" + id, ChangeLifeTest.BOB))
                .contains("As it was recorded when it ended", "FIN-202", "Shadow ended")
                .doesNotContain("data-live");
        assertThat(post("/console/changes/" + id + "/withdraw", ChangeLifeTest.ADA, reason("seen enough"))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void a_candidate_in_canary_shows_its_limits_while_it_runs_and_what_it_came_to() throws Exception {
        String id = submitted(39);
        String change = "/v1/changes/" + id;
        String page = "/console/changes/" + id;
        ChangeLifeTest.approve(ChangeLifeTest.BOB, change, ChangeLifeTest.POLICY.bobsKey(), "key:bob")
                .then()
                .statusCode(200);
        ChangeLifeTest.post(
                        ChangeLifeTest.OPS,
                        change + "/canary",
                        "{\"segments\":[\"<b>A\"],\"limits\":{\"moreHolds\":5,\"errors\":1}}")
                .then()
                .statusCode(200);
        assertThat(read(page, ChangeLifeTest.BOB))
                .contains("id=\"canary\"", "data-live", "the end of its canary", "segment &lt;b&gt;A: 0 orders so far")
                .contains(
                        "More holds", "Failed to decide", ">Not enough<", "5.0 % allowed", "no outcome will ever say");

        ChangeLifeTest.bodiless(ChangeLifeTest.OPS, change + "/canary/end")
                .then()
                .statusCode(200);

        assertThat(read(page, ChangeLifeTest.BOB))
                .contains("It decided for segment &lt;b&gt;A: 0 orders.", ">Not enough<")
                .doesNotContain("data-live", "<b>A");
        assertThat(post(page + "/withdraw", ChangeLifeTest.ADA, reason("seen enough"))
                        .statusCode())
                .isEqualTo(303);
    }

    private static String proposed(int days, String reason) throws IOException {
        SmallRules.setPastDueDays(ChangeLifeTest.RULES, days);
        return ChangeLifeTest.post(
                        ChangeLifeTest.ADA,
                        "/v1/changes",
                        "{\"reason\":\"%s\",\"ticket\":\"T-%s\"}".formatted(reason, days))
                .jsonPath()
                .getString("changeId");
    }

    private static String submitted(int days) throws IOException {
        String id = proposed(days, "later");
        ChangeLifeTest.post(ChangeLifeTest.ADA, "/v1/changes/" + id + "/check", "{}")
                .then()
                .statusCode(200);
        ChangeLifeTest.bodiless(ChangeLifeTest.ADA, "/v1/changes/" + id + "/submit")
                .then()
                .statusCode(200);
        return id;
    }

    /** A key that the service has read. */
    private String other(Role role) throws Exception {
        String known = OTHERS.get(role);
        if (known != null) {
            return known;
        }
        String key = ChangeLifeTest.KEYS.create("pages-" + role.name().toLowerCase(Locale.ROOT), role);
        OTHERS.put(role, key);
        while (get("/v1/bundle", key).statusCode() == 401) {
            Thread.sleep(100);
        }
        return key;
    }

    private static String reason(String text) {
        return "reason=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String read(String path, String key) throws Exception {
        HttpResponse<String> answer = get(path, key);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(String path, String key) throws Exception {
        return client.send(request(path, key).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String key, String form) throws Exception {
        return client.send(
                request(path, key)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(service.resolve(path)).header("Authorization", "Bearer " + key);
    }
}
