package dev.docket.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.docket.access.Role;
import dev.docket.fixture.SmallRules;
import dev.docket.fixture.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service on real rules, a real journal and folders that change. */
@QuarkusTest
@Tag("service")
@TestProfile(ReloadTest.OnFolders.class)
class ReloadTest {
    private static final Path FOLDER = temporary();
    private static final String KEY = new TestKeys(FOLDER.resolve("data")).create("reload", Role.OPERATE);
    private static final Path RULES = SmallRules.write(FOLDER.resolve("rules"), 30);

    /** In place of {@link TestWiring}. */
    public static final class OnFolders implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.arc.exclude-types", TestWiring.class.getName(),
                    "docket.rules.dir", RULES.toString(),
                    "docket.models.dir", "none",
                    "docket.data.dir", FOLDER.resolve("data").toString());
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("docket-reload");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @BeforeEach
    void thirtyDays() throws IOException {
        SmallRules.removeCase(RULES);
        SmallRules.write(RULES, 30);
        activate().then().statusCode(200);
    }

    @Test
    void an_old_record_has_its_full_trace_after_the_rules_changed() throws IOException {
        Response held = decide("old-1");
        String full = read(held, "full");
        SmallRules.setPastDueDays(RULES, 31);

        activate().then().statusCode(200).body("candidate.state", equalTo("ACTIVATED"));

        Response released = decide("new-1");
        assertThat(disposition(held)).isEqualTo("HOLD");
        assertThat(disposition(released)).isEqualTo("RELEASE");
        assertThat(digest(released)).isNotEqualTo(digest(held));
        assertThat(read(held, "full")).isEqualTo(full);

        Path kept = FOLDER.resolve("data/bundles").resolve(digest(held).replace(':', '-'));
        assertThat(kept.resolve("manifest")).exists();
    }

    @Test
    void a_failing_edit_leaves_the_active_bundle_and_is_reported_with_file_and_line() throws IOException {
        String before = digest(decide("good-1"));
        SmallRules.edit(RULES, "oldestOverdueDays >", "oldestOverdueDay >");

        activate()
                .then()
                .statusCode(422)
                .body("code", equalTo("bundle-refused"))
                .body("detail", containsString("policy.drl:13: DKT-"));

        Contract.good()
                .get("/v1/bundle/status")
                .then()
                .statusCode(200)
                .body("active.digest", equalTo(before))
                .body("candidate.state", equalTo("REFUSED"))
                .body("candidate.errors[0].file", containsString("policy.drl"))
                .body("candidate.errors[0].line", equalTo(13));
        assertThat(digest(decide("good-2"))).isEqualTo(before);
    }

    @Test
    void an_edit_that_a_case_contradicts_leaves_the_active_bundle_and_is_reported_with_file_and_line()
            throws IOException {
        String before = digest(decide("case-1"));
        int line = SmallRules.addCase(RULES);
        SmallRules.setPastDueDays(RULES, 31);

        activate().then().statusCode(422).body("detail", containsString("past-due-for-31-days"));

        Contract.good()
                .get("/v1/bundle/status")
                .then()
                .statusCode(200)
                .body("active.digest", equalTo(before))
                .body("candidate.state", equalTo("REFUSED"))
                .body("candidate.errors[0].file", containsString("policy.yaml"))
                .body("candidate.errors[0].line", equalTo(line))
                .body("candidate.errors[0].code", equalTo("DKT-131"));
        assertThat(disposition(decide("case-2"))).isEqualTo("HOLD");
    }

    @Test
    void an_edit_of_nothing_but_a_case_is_tried_too() throws IOException {
        SmallRules.addCase(RULES);
        activate().then().statusCode(200).body("active.cases", equalTo(1));
        String before = digest(decide("case-3"));
        Path cases = RULES.resolve("cases/policy.yaml");
        Files.writeString(cases, Files.readString(cases).replace("disposition: HOLD", "disposition: RELEASE"));

        activate().then().statusCode(422).body("detail", containsString("past-due-for-31-days"));

        assertThat(digest(decide("case-4"))).isEqualTo(before);
    }

    @Test
    void a_field_of_the_company_s_own_is_refused_until_the_policy_declares_it_and_then_decides() throws IOException {
        attributed("own-1")
                .then()
                .statusCode(400)
                .body("errors[0].path", equalTo("customer.attributes.on-watch"))
                .body("errors[0].code", equalTo("unknown-attribute"));

        Files.writeString(
                RULES.resolve("attributes.yaml"),
                "customer: { on-watch: { type: flag, owner: CREDIT, meaning: Whether credit control watches it } }\n");
        SmallRules.edit(
                RULES,
                "Customer( accountStatus == AccountStatus.HOLD )",
                "Customer( attributes.flag(\"on-watch\") == true )");
        activate().then().statusCode(200);

        attributed("own-2")
                .then()
                .statusCode(201)
                .body("recommendation.disposition", equalTo("HOLD"))
                .body(containsString("\"customer.attributes.on-watch\":true"));
        Files.delete(RULES.resolve("attributes.yaml"));
    }

    @Test
    void a_decision_is_found_by_attributes_that_the_active_policy_declares_as_facets() throws IOException {
        String declared = "customer: { on-watch: { type: flag, %s owner: CREDIT, meaning: Whether it is watched } }\n";
        Files.writeString(RULES.resolve("attributes.yaml"), declared.formatted(""));
        activate().then().statusCode(200);
        attributed("facet-1").then().statusCode(201);
        Contract.bad()
                .queryParam("customer.attributes.on-watch", true)
                .get("/v1/decisions")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("unknown-field"))
                .body("errors[0].message", containsString("with 'facet: true' in attributes.yaml"));

        Files.writeString(RULES.resolve("attributes.yaml"), declared.formatted("facet: true,"));
        activate().then().statusCode(200);
        attributed("facet-2").then().statusCode(201);
        decide("facet-3").then().statusCode(201);

        found("true")
                .statusCode(200)
                .body("decisions.requestId", equalTo(List.of("facet-2")))
                .body("decisions[0].attributes", equalTo(Map.of("customer.attributes.on-watch", "true")));
        found("false").statusCode(200).body("decisions", hasSize(0));
        found("yes").statusCode(400).body("errors[0].code", equalTo("unknown-value"));
        assertThat(Contract.outside()
                        .queryParam("customer.attributes.on-watch", true)
                        .get("/console/decisions")
                        .asString())
                .contains("On watch", "customer.attributes.on-watch=true");
        Files.delete(RULES.resolve("attributes.yaml"));
    }

    private static ValidatableResponse found(String value) {
        return Contract.bad()
                .queryParam("customer.attributes.on-watch", value)
                .get("/v1/decisions")
                .then();
    }

    private static Response attributed(String requestId) {
        return Contract.good()
                .contentType(ContentType.JSON)
                .body(SmallRules.orderOverdueFor31Days(requestId)
                        .replaceFirst("\"customerId\"", "\"attributes\":{\"on-watch\":true},\"customerId\""))
                .post("/v1/decisions");
    }

    @Test
    void the_status_says_how_many_cases_the_active_bundle_passed() throws IOException {
        SmallRules.setPastDueDays(RULES, 28);
        activate().then().statusCode(200).body("active.cases", equalTo(0));

        SmallRules.addCase(RULES);
        SmallRules.setPastDueDays(RULES, 29);
        activate().then().statusCode(200).body("active.cases", equalTo(1));
    }

    @Test
    void nobody_activates_without_a_key() {
        Contract.bad()
                .post("/v1/bundle/activate")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("code", equalTo("unauthenticated"));
        Contract.good()
                .header("Authorization", "Bearer " + KEY.substring(0, KEY.length() - 1) + "-")
                .post("/v1/bundle/activate")
                .then()
                .statusCode(401)
                .body("code", equalTo("wrong-credentials"));
        Contract.good().get("/v1/bundle/status").then().body("active.warning", containsString("not signed"));
    }

    @Test
    void reloads_under_load_fail_no_request() throws IOException {
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<List<Response>> answers = CompletableFuture.supplyAsync(() -> {
            List<Response> got = new ArrayList<>();
            while (!isOver.get()) {
                got.add(decide("load-" + got.size()));
            }
            return got;
        });
        for (int i = 0; i < 10; i++) {
            SmallRules.setPastDueDays(RULES, 31 - i % 2);
            activate().then().statusCode(200).body("candidate.errors.size()", equalTo(0));
        }
        isOver.set(true);

        List<Response> got = answers.join();
        assertThat(got).hasSizeGreaterThan(10).allMatch(answer -> answer.statusCode() == 201);
        assertThat(got.stream()
                        .map(answer -> digest(answer) + disposition(answer))
                        .distinct())
                .as("each bundle has one answer")
                .hasSize(2);
    }

    private static Response activate() {
        return Contract.good().header("Authorization", "Bearer " + KEY).post("/v1/bundle/activate");
    }

    private static Response decide(String requestId) {
        return Contract.good()
                .contentType(ContentType.JSON)
                .body(SmallRules.orderOverdueFor31Days(requestId))
                .post("/v1/decisions");
    }

    private static String read(Response recorded, String level) {
        Response read = Contract.good()
                .queryParam("trace", level)
                .get("/v1/decisions/{id}", recorded.jsonPath().getString("decisionId"));
        read.then().statusCode(200).body("trace.rules.ruleId", hasSize(2));
        return read.asString();
    }

    private static String digest(Response answer) {
        return answer.jsonPath().getString("bundle.digest");
    }

    private static String disposition(Response answer) {
        return answer.jsonPath().getString("recommendation.disposition");
    }
}
