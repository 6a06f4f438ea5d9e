package dev.docket.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.Role;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** People who work on what waits. A held order is held by a rule, so releasing it is an override. */
@QuarkusTest
@Tag("service")
@TestProfile(AccessProfile.class)
@Timeout(120)
class HandlingTest {
    private static final Map<String, String> KEYS = new HashMap<>();

    private final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    private URI service;

    @Test
    void a_role_says_which_outcomes_a_person_may_record_and_the_server_refuses_the_others() throws Exception {
        String decision = held("handled-1");
        String clerk = key("clerk", Role.HANDLE);
        String page = send("GET", "/console/work", clerk, "").body();
        assertThat(page).contains(decision, "value=\"HELD\"").doesNotContain("value=\"RELEASED\"");
        String release = form(decision, "RELEASED", "paid by phone");

        assertThat(send("POST", "/console/work/preview", clerk, release).body())
                .contains("takes the role OVERRIDE")
                .doesNotContain("action=\"/console/work/");
        assertThat(send("POST", "/console/work/outcomes", clerk, release).body())
                .contains("takes the role OVERRIDE");
        assertThat(send("POST", "/console/work/overrides", clerk, release).statusCode())
                .isEqualTo(403);
        assertThat(outcomes(decision)).isEqualTo("{\"outcomes\":[]}");

        String head = key("head-of-credit", Role.OVERRIDE);
        assertThat(send("POST", "/console/work/preview", head, release).body())
                .contains("overrides the recommendation", "action=\"/console/work/overrides\"");
        assertThat(outcomes(decision)).as("a preview records nothing").isEqualTo("{\"outcomes\":[]}");
        assertThat(send("POST", "/console/work/overrides", head, release).statusCode())
                .isEqualTo(200);
        assertThat(outcomes(decision))
                .contains("\"outcome\":\"RELEASED\"", "\"reason\":\"paid by phone\"", "key:handling-head-of-credit/");
        assertThat(send("GET", "/console/work", clerk, "").body()).doesNotContain(decision);
        assertThat(send("POST", "/console/work/outcomes", clerk, form(decision, "HELD", "too late"))
                        .body())
                .contains("already reported an outcome");
    }

    @Test
    void who_may_only_look_sees_the_list_and_no_form() throws Exception {
        String decision = held("handled-2");
        String auditor = key("looker", Role.AUDIT);

        assertThat(send("GET", "/console/work", auditor, "").body())
                .contains(decision)
                .doesNotContain("name=\"outcome\"")
                .doesNotContain("type=\"checkbox\"");
        assertThat(send("GET", "/console/decisions/" + decision, auditor, "").body())
                .doesNotContain("name=\"outcome\"");
        assertThat(send("POST", "/console/work/outcomes", auditor, form(decision, "HELD", "so"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void several_are_recorded_at_once_and_each_that_cannot_be_is_named() throws Exception {
        String one = held("handled-3");
        String two = held("handled-4");
        String clerk = key("clerk-of-many", Role.HANDLE);
        String hold = "id=" + one + "&id=" + two + "&id=no-such-decision&" + form(one, "HELD", "until <b>Friday</b>");

        String preview = send("POST", "/console/work/preview", clerk, hold).body();
        assertThat(preview).contains("For 2 decisions", "There is no such decision", "until &lt;b&gt;Friday");
        String done = send("POST", "/console/work/outcomes", clerk, hold).body();
        assertThat(done).contains("For 2 decisions", "There is no such decision");
        assertThat(outcomes(one)).contains("\"outcome\":\"HELD\"");
        assertThat(outcomes(two)).contains("\"outcome\":\"HELD\"");
    }

    @Test
    void a_decision_is_claimed_noted_and_given_back_and_assigned_only_by_who_may() throws Exception {
        String decision = held("claimed-1");
        String clerk = key("clerk", Role.HANDLE);
        String other = key("clerk-of-many", Role.HANDLE);
        String head = key("head-of-credit", Role.OVERRIDE);
        String one = "id=" + decision;

        assertThat(send("GET", "/console/work", clerk, "").body())
                .contains("value=\"CLAIM\"")
                .doesNotContain("value=\"ASSIGN\"");
        assertThat(send("POST", "/console/work/claims", clerk, one + "&act=CLAIM")
                        .body())
                .contains("For 1 decisions: claimed");
        assertThat(send("POST", "/console/work/claims", other, one + "&act=CLAIM")
                        .body())
                .contains("handling-clerk has worked on it since");
        assertThat(send("POST", "/console/work/assignments", clerk, one + "&act=ASSIGN&assignee=key:x")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/console/work/claims", clerk, one + "&act=ASSIGN&assignee=key:x")
                        .body())
                .as("not by another way")
                .contains("Choose what to do");
        assertThat(send("POST", "/console/work/claims", clerk, one + "&act=NOTE&note=%3Cb%3Ecalled%3C%2Fb%3E")
                        .body())
                .contains("noted");
        assertThat(send("GET", "/console/work?whose=MINE", clerk, "").body()).contains(decision);
        assertThat(send("GET", "/console/work?whose=MINE", other, "").body()).doesNotContain(decision);
        assertThat(send("GET", "/console/work?whose=NOBODYS", clerk, "").body()).doesNotContain(decision);
        assertThat(send("GET", "/console/decisions/" + decision, key("looker", Role.AUDIT), "")
                        .body())
                .contains("&lt;b&gt;called&lt;/b&gt;", "handling-clerk")
                .doesNotContain("name=\"act\"");

        assertThat(send(
                                "POST",
                                "/console/work/assignments",
                                head,
                                one + "&act=ASSIGN&assignee=key:handling-clerk-of-many")
                        .body())
                .contains("assigned");
        assertThat(send("POST", "/console/work/claims", other, one + "&act=RETURN")
                        .body())
                .contains("given back");
        assertThat(send("GET", "/v1/decisions/" + decision + "/work", key("reader", Role.AUDIT), "")
                        .body())
                .contains("CLAIMED", "NOTED", "ASSIGNED", "RETURNED")
                .doesNotContain("\"since\"");
    }

    @Test
    void programs_claim_for_people_with_the_same_rules() throws Exception {
        String decision = held("claimed-2");
        String clerk = key("clerk", Role.HANDLE);
        String head = key("head-of-credit", Role.OVERRIDE);
        String work = "/v1/decisions/" + decision + "/work";
        String assignment = "/v1/decisions/" + decision + "/assignment";

        var claimed = send("POST", work, clerk, "{\"act\":\"CLAIM\"}");
        assertThat(claimed.statusCode()).isEqualTo(201);
        assertThat(claimed.body()).contains("\"number\":1,\"act\":\"CLAIMED\",\"holder\":\"key:handling-clerk\"");
        assertThat(send("POST", work, clerk, "{\"act\":\"CLAIM\"}").statusCode())
                .isEqualTo(200);
        var refused = send("POST", work, head, "{\"act\":\"CLAIM\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("\"code\":\"already-claimed\"", "\"holder\":\"key:handling-clerk\"", "\"since\":\"2");
        assertThat(send("POST", assignment, clerk, "{\"assignee\":\"key:x\"}").statusCode())
                .isEqualTo(403);
        assertThat(send("POST", assignment, head, "{\"assignee\":\"somebody\"}").body())
                .contains("\"path\":\"assignee\"");
        assertThat(send("POST", assignment, head, "{}").statusCode()).isEqualTo(201);
        assertThat(send("POST", assignment, head, "{\"note\":\"why\"}").body()).contains("not-claimed");
        assertThat(send("POST", work, clerk, "{\"act\":\"STEAL\"}").body()).contains("unknown-value");
        assertThat(send("POST", "/console/work/outcomes", clerk, form(decision, "HELD", "so"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("POST", work, clerk, "{\"act\":\"CLAIM\"}").body()).contains("not-waiting", "\"why\":\"DONE\"");
        assertThat(send("POST", "/v1/decisions/none/work", clerk, "{\"act\":\"CLAIM\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void other_values_are_tried_without_a_record() throws Exception {
        String decision = held("tried-1");
        String clerk = key("trying-clerk", Role.HANDLE);
        String path = "/console/decisions/" + decision + "/try";

        assertThat(send("GET", path, clerk, "").body()).contains("The same decision", "class=\"stays\"");
        assertThat(send("POST", path, clerk, "customer.credit.exposure=1000").body())
                .contains("Another decision", "class=\"goes\"");
        assertThat(send("POST", path, clerk, "customer.credit.exposure=soon&order.colour=red")
                        .body())
                .contains("customer.credit.exposure must be a number", "order.colour has no value");
        assertThat(send("GET", "/v1/decisions?orderId=SO-tried-1", key("reader", Role.AUDIT), "")
                        .body()
                        .split("\"decisionId\"", -1))
                .as("the one that was recorded")
                .hasSize(2);
    }

    @Test
    void looking_for_a_decision_by_its_id_leads_to_its_page() throws Exception {
        String decision = held("found-1");

        HttpResponse<String> found = send("POST", "/console/decisions", key("reader", Role.AUDIT), "q=" + decision);
        assertThat(found.statusCode()).isEqualTo(303);
        assertThat(found.headers().firstValue("Location")).hasValue("/console/decisions/" + decision);
    }

    @Test
    void a_form_without_outcome_reason_or_decision_says_all_that_is_missing() throws Exception {
        var answer = send("POST", "/console/work/preview", key("hasty", Role.HANDLE), "outcome=GONE");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Choose from 1 to", "Choose an outcome", "Give a reason");
    }

    private String held(String requestId) throws Exception {
        String order = Files.readString(Path.of("api-spec/examples/order-held.json"))
                .replace("req-held-1", requestId)
                .replace("SO-4712", "SO-" + requestId);
        HttpResponse<String> answer = send("POST", "/v1/decisions", key("erp", Role.DECIDE), order);
        assertThat(answer.body()).contains("\"disposition\":\"HOLD\"");
        return answer.body().replaceFirst("(?s).*\"decisionId\":\"([^\"]+)\".*", "$1");
    }

    private String outcomes(String decision) throws Exception {
        return send("GET", "/v1/decisions/" + decision + "/outcomes", key("reader", Role.AUDIT), "")
                .body();
    }

    private static String form(String decision, String outcome, String reason) {
        return "id=" + decision + "&outcome=" + outcome + "&reason="
                + URLEncoder.encode(reason, StandardCharsets.UTF_8);
    }

    /** A key that the service has read. */
    private String key(String name, Role role) throws Exception {
        String known = KEYS.get(name);
        if (known != null) {
            return known;
        }
        // The service is that of other tests, too, and so are its keys.
        String key = AccessProfile.keys().create("handling-" + name, role);
        KEYS.put(name, key);
        while (send("GET", "/v1/bundle", key, "").statusCode() == 401) {
            Thread.sleep(100);
        }
        return key;
    }

    private HttpResponse<String> send(String method, String path, String key, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(service.resolve(path))
                        .header("Authorization", "Bearer " + key)
                        .header(
                                "Content-Type",
                                body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
