package dev.docket.api.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.docket.access.Role;
import dev.docket.api.Contract;
import dev.docket.api.TestWiring;
import dev.docket.bundle.signature.SigningKey;
import dev.docket.change.Statement;
import dev.docket.digest.Digest;
import dev.docket.fixture.ApprovedPolicy;
import dev.docket.fixture.SmallRules;
import dev.docket.fixture.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole life of a policy change over HTTP, by people with keys of their own, where a policy needs approval. */
@QuarkusTest
@Tag("service")
@TestProfile(ChangeLifeTest.Required.class)
@Timeout(120)
class ChangeLifeTest {
    private static final Path FOLDER = temporary();
    static final Path RULES = SmallRules.write(FOLDER.resolve("rules"), 30);
    static final ApprovedPolicy POLICY = ApprovedPolicy.in(RULES, FOLDER.resolve("data"));
    static final TestKeys KEYS = new TestKeys(FOLDER.resolve("data"));
    static final String ADA = KEYS.create("ada", Role.AUTHOR, Role.APPROVE);
    static final String BOB = KEYS.create("bob", Role.APPROVE);
    static final String OPS = KEYS.create("ops", Role.OPERATE);
    static final String ERP = KEYS.create("erp", Role.DECIDE);

    /** In place of {@link TestWiring}. */
    public static final class Required implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.arc.exclude-types",
                    TestWiring.class.getName(),
                    "docket.access.authentication",
                    "required",
                    "docket.change.required",
                    "true",
                    "docket.rules.dir",
                    RULES.toString(),
                    "docket.models.dir",
                    "none",
                    "docket.data.dir",
                    FOLDER.resolve("data").toString());
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("docket-changes");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @BeforeEach
    void the_policy_approved_first_decides() {
        while (!POLICY.digest().equals(deciding())) {
            post(OPS, "/v1/changes/rollback", "{\"reason\":\"the next test\"}")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void an_edit_decides_once_somebody_else_approved_it_and_no_longer_after_a_rollback() throws IOException {
        assertThat(disposition("life-1")).isEqualTo("HOLD");
        SmallRules.setPastDueDays(RULES, 31);
        bodiless(OPS, "/v1/bundle/activate")
                .then()
                .statusCode(422)
                .body("detail", containsString("DKT-506"))
                .body("detail", containsString(POLICY.digest()));

        Response proposed = post(ADA, "/v1/changes", "{\"reason\":\"customers pay later\",\"ticket\":\"T-17\"}");
        proposed.then().statusCode(200).body("state", equalTo("DRAFT")).body("author", equalTo("key:ada"));
        String change = "/v1/changes/" + proposed.jsonPath().getString("changeId");
        refused(bodiless(ADA, change + "/submit"), "WRONG_STATE");
        post(ADA, change + "/check", "{\"replayHours\":2}")
                .then()
                .statusCode(200)
                .body("state", equalTo("CHECKED"))
                .body("base", equalTo(POLICY.digest()))
                .body("missing", contains("policy"));
        get(BOB, change + "/dossier")
                .then()
                .statusCode(200)
                .body("dossier.changes.says", hasItem(containsString("past-due-days")))
                .body("dossier.check.problems", empty())
                .body("dossier.replay.changed", greaterThanOrEqualTo(1))
                .body("dossier.replay.flips[0].from", equalTo("HOLD"))
                .body("dossier.replay.flips[0].to", equalTo("RELEASE"));
        bodiless(ADA, change + "/submit").then().statusCode(200).body("state", equalTo("SUBMITTED"));

        refused(approve(ADA, change, POLICY.adasKey(), "key:ada"), "SELF_APPROVAL");
        refused(approve(BOB, change, POLICY.adasKey(), "key:bob"), "OTHER_KEY");
        refused(bodiless(OPS, change + "/promote"), "APPROVALS_MISSING");
        bodiless(ADA, change + "/promote").then().statusCode(403);
        post(OPS, change + "/approve", approval(change, POLICY.bobsKey(), "key:bob"))
                .then()
                .statusCode(403);
        assertThat(deciding()).isEqualTo(POLICY.digest());

        approve(BOB, change, POLICY.bobsKey(), "key:bob")
                .then()
                .statusCode(200)
                .body("state", equalTo("APPROVED"))
                .body("approvals[0].by", equalTo("key:bob"));
        bodiless(OPS, change + "/promote").then().statusCode(200).body("state", equalTo("PROMOTED"));
        assertThat(deciding()).isEqualTo(proposed.jsonPath().getString("candidate"));
        assertThat(disposition("life-2")).isEqualTo("RELEASE");

        post(OPS, "/v1/changes/rollback", "{\"reason\":\"too generous\"}")
                .then()
                .statusCode(200)
                .body("state", equalTo("ROLLED_BACK"))
                .body("remark", equalTo("too generous"));
        assertThat(deciding()).isEqualTo(POLICY.digest());
        assertThat(disposition("life-3")).isEqualTo("HOLD");
        get(ADA, change).then().statusCode(200).body("state", equalTo("ROLLED_BACK"));
    }

    @Test
    void a_candidate_in_shadow_reports_what_it_would_have_decided_and_its_approvers_see_it() throws Exception {
        decide("shadow-1");
        SmallRules.setPastDueDays(RULES, 35);
        String change = "/v1/changes/"
                + post(ADA, "/v1/changes", "{\"reason\":\"later still\"}")
                        .jsonPath()
                        .getString("changeId");
        get(ADA, change + "/shadow").then().statusCode(404).body("code", equalTo("unknown-shadow"));
        refused(bodiless(ADA, change + "/shadow/end"), "WRONG_STATE");

        post(ADA, change + "/shadow", "{\"from\":\"2020-01-01T00:00:00Z\"}")
                .then()
                .statusCode(200)
                .body("inShadow", equalTo(true));
        assertThat(disposition("shadow-2")).isEqualTo("HOLD");
        while (get(BOB, change + "/shadow").jsonPath().getLong("lag") > 0
                || get(BOB, change + "/shadow").jsonPath().getLong("decisions") < 2) {
            Thread.sleep(100);
        }
        get(BOB, change + "/shadow")
                .then()
                .body("running", equalTo(true))
                .body("report.replay.flips.from", hasItem("HOLD"))
                .body("report.codes.code", hasItem("FIN-202"))
                .body("report.replay.totals.releasedDecisions[0]", greaterThanOrEqualTo(2));

        bodiless(ADA, change + "/shadow/end").then().statusCode(200).body("inShadow", equalTo(false));
        post(ADA, change + "/check", "{}").then().statusCode(200);
        get(BOB, change + "/dossier")
                .then()
                .body("dossier.shadow.lag", equalTo(0))
                .body("dossier.shadow.codes.code", hasItem("FIN-202"));
        post(ADA, change + "/withdraw", "{\"reason\":\"seen enough\"}").then().statusCode(200);
    }

    /** A change that decides from so many days on, approved. */
    private static String approvedChange(int days) throws IOException {
        SmallRules.setPastDueDays(RULES, days);
        String change = "/v1/changes/"
                + post(ADA, "/v1/changes", "{\"reason\":\"for some\"}")
                        .jsonPath()
                        .getString("changeId");
        post(ADA, change + "/check", "{}").then().statusCode(200);
        bodiless(ADA, change + "/submit").then().statusCode(200);
        approve(BOB, change, POLICY.bobsKey(), "key:bob").then().statusCode(200).body("state", equalTo("APPROVED"));
        return change;
    }

    private static Response decide(String requestId, String warehouse, boolean isBlocked) {
        String order = SmallRules.orderOverdueFor31Days(requestId)
                .replace("\"checkpoint\"", "\"warehouse\":{\"nodeId\":\"%s\"},\"checkpoint\"".formatted(warehouse));
        return post(ERP, "/v1/decisions", isBlocked ? order.replace("ACTIVE", "HOLD") : order);
    }

    @Test
    void a_candidate_in_canary_decides_for_its_part_and_never_softer_where_it_may_not_be() throws IOException {
        String change = approvedChange(37);
        String id = change.substring(change.lastIndexOf('/') + 1);
        get(BOB, change + "/canary").then().statusCode(404).body("code", equalTo("unknown-canary"));
        post(ADA, change + "/canary", "{\"warehouses\":[\"DC-9\"],\"limits\":{\"moreHolds\":5}}")
                .then()
                .statusCode(403);
        refused(post(OPS, change + "/canary", "{\"limits\":{\"moreHolds\":5}}"), "OTHER_SELECTOR");
        refused(post(OPS, change + "/canary", "{\"warehouses\":[\"DC-9\"],\"limits\":{}}"), "NO_LIMITS");
        post(OPS, change + "/canary", "{\"share\":5.55,\"limits\":{\"moreHolds\":5}}")
                .then()
                .statusCode(400)
                .body("errors.path", contains("share"));

        post(OPS, change + "/canary", "{\"warehouses\":[\"DC-9\"],\"limits\":{\"moreHolds\":5}}")
                .then()
                .statusCode(200)
                .body("running", equalTo(true))
                .body("verdict", equalTo("NOT_ENOUGH"))
                .body("warnings", contains(containsString("matches none of the")));

        String candidate = get(ADA, change).jsonPath().getString("candidate");
        Response given = decide("canary-1", "DC-9", false);
        given.then()
                .body("recommendation.disposition", equalTo("RELEASE"))
                .body("bundle.digest", equalTo(candidate))
                .body("record.canary.changeId", equalTo(id))
                .body("record.canary.arm", equalTo("CANDIDATE"));
        decide("canary-2", "DC-2", false)
                .then()
                .body("recommendation.disposition", equalTo("HOLD"))
                .body("bundle.digest", equalTo(POLICY.digest()))
                .body("record.canary.arm", equalTo("BASE"));
        // The block is what both hold, so the candidate is not softer there.
        decide("canary-3", "DC-9", true)
                .then()
                .body("recommendation.disposition", equalTo("HOLD"))
                .body("record.canary.arm", equalTo("CANDIDATE"));
        get(ERP, "/v1/decisions/" + given.jsonPath().getString("decisionId") + "?trace=full")
                .then()
                .statusCode(200)
                .body("bundle.digest", equalTo(candidate))
                .body("record.canary.arm", equalTo("CANDIDATE"));
        get(OPS, change + "/canary").then().body("orders", equalTo(2)).body("baseStood", equalTo(0));

        refused(bodiless(OPS, change + "/promote"), "NOT_HEALTHY");
        refused(post(OPS, change + "/canary/raise", "{\"share\":10}"), "OTHER_SELECTOR");
        bodiless(OPS, change + "/canary/end").then().statusCode(200).body("running", equalTo(false));
        refused(bodiless(OPS, change + "/promote"), "NOT_HEALTHY");
        decide("canary-4", "DC-9", false)
                .then()
                .body("bundle.digest", equalTo(POLICY.digest()))
                .body("record.canary", nullValue());
        post(ADA, change + "/withdraw", "{\"reason\":\"seen enough\"}").then().statusCode(200);
    }

    @Test
    void a_candidate_that_holds_too_much_is_taken_back_by_itself_with_a_line() throws Exception {
        // The customer of the test is 31 days late: the base that decides here lets that pass.
        String generous = approvedChange(38);
        bodiless(OPS, generous + "/promote").then().statusCode(200);
        String change = approvedChange(20);
        post(OPS, change + "/canary", "{\"share\":100,\"limits\":{\"moreHolds\":10}}")
                .then()
                .statusCode(200);

        int orders = 0;
        while (get(OPS, change).jsonPath().getString("state").equals("APPROVED")) {
            decide("regression-" + orders++, "DC-1", false);
            Thread.sleep(20);
        }

        get(OPS, change)
                .then()
                .body("state", equalTo("REJECTED"))
                .body("remark", containsString("REGRESSION after"))
                .body("remark", containsString("HOLDS"));
        Thread.sleep(1_000);
        decide("regression-over", "DC-1", false)
                .then()
                .body("recommendation.disposition", equalTo("RELEASE"))
                .body("record.canary", nullValue());
        post(OPS, "/v1/changes/rollback", "{\"reason\":\"the next test\"}")
                .then()
                .statusCode(200);
    }

    @Test
    void a_candidate_that_people_override_too_often_is_taken_back_by_itself_with_a_line() throws Exception {
        String change = approvedChange(36);
        decide("overridden-before", "DC-1", false);
        post(OPS, change + "/canary", "{\"share\":100,\"limits\":{\"overrides\":10,\"errors\":50}}")
                .then()
                .statusCode(200)
                .body("warnings", empty());

        int orders = 0;
        while (get(OPS, change).jsonPath().getString("state").equals("APPROVED")) {
            String decision =
                    decide("overridden-" + orders++, "DC-1", false).jsonPath().getString("decisionId");
            post(ERP, "/v1/decisions/" + decision + "/outcome", "{\"outcome\":\"HELD\"}")
                    .then()
                    .statusCode(201);
            Thread.sleep(20);
        }

        get(OPS, change)
                .then()
                .body("state", equalTo("REJECTED"))
                .body("remark", containsString("REGRESSION after"))
                .body("remark", containsString("OVERRIDES"))
                .body("canaries.verdict", contains("REGRESSION"))
                .body("canaries[0].line", containsString("10.0 % allowed"));
        get(OPS, change + "/canary")
                .then()
                .body("limits.find { it.metric == 'OVERRIDES' }.verdict", equalTo("REGRESSION"));
        // Whoever is asked to approve it again sees that.
        post(ADA, change + "/check", "{}").then().statusCode(200);
        get(BOB, change + "/dossier")
                .then()
                .body("dossier.canaries[0].figures.verdict", equalTo("REGRESSION"))
                .body("dossier.canaries[0].figures.line", containsString("OVERRIDES"));
        post(ADA, change + "/withdraw", "{\"reason\":\"seen enough\"}").then().statusCode(200);
    }

    private static final String PER_LINE = """
            rule "short-line"
              @owner( "PLANNING" )
              @policy( "A planner sees every line that is short." )
              @at( "ENTRY, RELEASE, SHIP" )
            when
              $line : Line( availableQty < orderedQty )
            then
              effects.exception("INV-401", 3).action("REQUEST_APPROVAL").approval("PLANNER");
            end

            rule "past-due-balance\"""";

    private static final String ITS_CASES = """
            area: Inventory
            asOf: 2026-03-02T10:00:00Z
            cases:
              - name: short-line
                says: A planner sees a line that is short.
                base: entry
                with:
                  order.lines[0].availableQty: 9
                expect:
                  disposition: REVIEW
                  fired: [short-line@L1]
                  notFired: [short-line@L2]
                  exceptions: [INV-401/3@L1]
                  approvals: [PLANNER]
                  preferred: [REQUEST_APPROVAL@L1]
              - name: short-line-unknown
                says: Nobody knows whether the line is short.
                base: entry
                without: ["order.lines[0].availableQty"]
                expect:
                  disposition: RELEASE
                  fired: []
                  notEvaluated:
                    short-line@L1: ["order.lines[0].availableQty"]
            """;

    /** An order that takes a candidate with a rule for each line much longer than a millisecond. */
    private static String longOrder(String requestId) {
        String lines = IntStream.rangeClosed(1, 2_000)
                .mapToObj(
                        "{\"lineId\":\"%s\",\"itemId\":\"a\",\"orderedQty\":10,\"availableQty\":1,\"unitPrice\":1}"
                                ::formatted)
                .collect(Collectors.joining(","));
        return SmallRules.orderOverdueFor31Days(requestId)
                .replaceFirst("(?s)\"lines\":\\[.*?]", "\"lines\":[" + lines + "]");
    }

    @Test
    void a_candidate_that_is_too_slow_is_taken_back_by_itself_with_a_line() throws Exception {
        SmallRules.edit(RULES, "rule \"past-due-balance\"", PER_LINE);
        Files.writeString(RULES.resolve("cases/lines.yaml"), ITS_CASES);
        String change;
        try {
            change = approvedChange(36);
        } finally {
            SmallRules.edit(RULES, PER_LINE, "rule \"past-due-balance\"");
            Files.delete(RULES.resolve("cases/lines.yaml"));
        }
        post(OPS, change + "/canary", "{\"share\":100,\"limits\":{\"slow\":1,\"slowMillis\":1}}")
                .then()
                .statusCode(200);

        int orders = 0;
        while (get(OPS, change).jsonPath().getString("state").equals("APPROVED")) {
            post(ERP, "/v1/decisions?view=summary", longOrder("slow-" + orders++))
                    .then()
                    .statusCode(201);
            Thread.sleep(20);
        }

        get(OPS, change)
                .then()
                .body("state", equalTo("REJECTED"))
                .body("remark", containsString("REGRESSION after"))
                .body("remark", containsString("LATENCY"))
                .body("remark", containsString("1.0 % allowed"));
    }

    @Test
    void an_emergency_is_named_in_every_answer_and_record() throws IOException {
        SmallRules.setPastDueDays(RULES, 33);
        post(OPS, "/v1/changes/emergency", "{\"reason\":\"fire\",\"minutes\":5000}")
                .then()
                .statusCode(400);

        String id = post(OPS, "/v1/changes/emergency", "{\"reason\":\"fire\",\"minutes\":60}")
                .then()
                .statusCode(200)
                .extract()
                .path("changeId");

        Response answer = decide("fire-1");
        answer.then().body("record.underEmergency", equalTo(id)).body("recommendation.disposition", equalTo("RELEASE"));
        get(ERP, "/v1/decisions/" + answer.jsonPath().getString("decisionId"))
                .then()
                .body("record.underEmergency", equalTo(id));
        get(OPS, "/v1/changes").then().body("emergency.changeId", equalTo(id)).body("required", equalTo(true));
        post(OPS, "/v1/changes/rollback", "{\"reason\":\"it is out\"}").then().statusCode(200);
        decide("fire-2").then().body("record.underEmergency", nullValue());
        get(OPS, "/v1/changes").then().body("emergency", nullValue());
    }

    @Test
    void an_approver_can_send_a_change_back_and_its_author_can_give_it_up() throws IOException {
        SmallRules.setPastDueDays(RULES, 34);
        String change = "/v1/changes/"
                + post(ADA, "/v1/changes", "{\"reason\":\"later\"}").jsonPath().getString("changeId");
        post(ADA, change + "/check", "{}").then().statusCode(200);
        bodiless(ADA, change + "/submit").then().statusCode(200);

        post(BOB, change + "/reject", "{\"reason\":\"why so long?\"}")
                .then()
                .statusCode(200)
                .body("state", equalTo("REJECTED"))
                .body("remark", equalTo("why so long?"));
        post(ADA, change + "/withdraw", "{\"reason\":\"never mind\"}")
                .then()
                .statusCode(200)
                .body("state", equalTo("WITHDRAWN"));
        refused(bodiless(ADA, change + "/submit"), "WRONG_STATE");
    }

    @Test
    void what_there_is_not_is_refused_with_what_is_wrong() {
        get(ADA, "/v1/changes/c-none").then().statusCode(404).body("code", equalTo("unknown-change"));
        get(ADA, "/v1/changes/c-none/dossier").then().statusCode(404).body("code", equalTo("unknown-dossier"));
        post(ADA, "/v1/changes/c-none/check", "{}").then().statusCode(404);
        bodiless(ADA, "/v1/changes/c-none/submit").then().statusCode(404);
        bodiless(OPS, "/v1/changes/c-none/promote").then().statusCode(404);
        String nothing = Digest.over(new byte[0]).text();
        refused(
                post(ADA, "/v1/changes", "{\"reason\":\"why\",\"candidate\":\"%s\"}".formatted(nothing)),
                "OTHER_CANDIDATE");
        refused(post(ADA, "/v1/changes", "{\"reason\":\" \"}"), "NO_REASON");
        refused(post(OPS, "/v1/changes/rollback", "{\"reason\":\"no\"}"), "NOTHING_BEFORE");
        as(ADA, Contract.bad())
                .contentType(ContentType.JSON)
                .body("{\"reason\":\"\",\"tickt\":1}")
                .post("/v1/changes")
                .then()
                .statusCode(400)
                .body("errors.path", hasItem("tickt"));
    }

    static Response approve(String as, String change, SigningKey key, String by) {
        return post(as, change + "/approve", approval(change, key, by));
    }

    static String approval(String change, SigningKey key, String by) {
        Response shown = get(BOB, change);
        byte[] dossier = get(BOB, change + "/dossier").asByteArray();
        Statement said = new Statement(
                shown.jsonPath().getString("changeId"),
                shown.jsonPath().getString("base"),
                shown.jsonPath().getString("candidate"),
                Digest.over(dossier).text(),
                shown.jsonPath().getString("submission"),
                by);
        return """
                {"candidate":"%s","base":"%s","dossier":"%s","submission":"%s","key":"%s","signature":"%s"}""".formatted(
                        said.candidate(),
                        said.base(),
                        said.dossier(),
                        said.submission(),
                        key.publicKey(),
                        key.sign(said.text()));
    }

    private static void refused(Response response, String why) {
        response.then().statusCode(409).body("code", equalTo("step-refused")).body("why", equalTo(why));
    }

    static String deciding() {
        return get(ERP, "/v1/bundle").jsonPath().getString("digest");
    }

    static Response decide(String requestId) {
        return post(ERP, "/v1/decisions", SmallRules.orderOverdueFor31Days(requestId));
    }

    private static String disposition(String requestId) {
        return decide(requestId).jsonPath().getString("recommendation.disposition");
    }

    static Response get(String key, String path) {
        return as(key, Contract.good()).get(path);
    }

    static Response bodiless(String key, String path) {
        return as(key, Contract.good()).post(path);
    }

    static Response post(String key, String path, String body) {
        return as(key, Contract.bad()).contentType(ContentType.JSON).body(body).post(path);
    }

    private static RequestSpecification as(String key, RequestSpecification request) {
        return request.header("Authorization", "Bearer " + key);
    }
}
