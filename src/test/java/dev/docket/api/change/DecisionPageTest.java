package dev.docket.api.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.SmallRules;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a page says of the decision of a real policy; without scripts, so as it was recorded. */
@QuarkusTest
@Tag("service")
@TestProfile(ChangeLifeTest.Required.class)
@Timeout(120)
class DecisionPageTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    private URI service;

    @Test
    void a_rule_that_fired_shows_its_bounds_and_at_which_values_something_else_would_be_decided() throws Exception {
        String page = page(decided("lift-1", "\"oldestOverdueDays\":31"), "");

        assertThat(text(section(page, "lift")))
                .contains("One rule leads to “Hold”", "credit oldest overdue days at most 30 (now 31)")
                .contains("credit overdue amount at most 500 USD (now 900 USD)")
                .contains("Tried at 30: Release");
        assertThat(text(section(page, "rules")))
                .contains("credit oldest overdue days: 31, more than 30", "900 USD, more than 500 USD");
        assertThat(page)
                .as("digits as recorded, for scripts to write in the reader's way")
                .contains("<data value=\"100\" data-currency=\"USD\">100 USD</data>");
    }

    @Test
    void several_rules_are_named_with_the_changes_that_it_takes_together() throws Exception {
        String lift = text(section(page(decided("lift-2", "\"oldestOverdueDays\":31", "HOLD"), ""), "lift"));

        assertThat(lift)
                .contains("Each of these leads to “Hold” on its own", "Account on hold", "Past due balance")
                .contains("Tried together", "gives Release");
    }

    @Test
    void values_of_rules_that_fired_can_be_tried_at_their_bounds() throws Exception {
        String page = page(decided("lift-3", "\"oldestOverdueDays\":31"), "/try");

        assertThat(page).contains("<option value=\"30\"></option>", "<option value=\"500\"></option>");
        assertThat(text(page)).contains("Up to 30: Past due balance stops firing");
    }

    @Test
    void a_released_order_has_nothing_to_lift() throws Exception {
        assertThat(page(decided("lift-4", "\"oldestOverdueDays\":3"), "")).doesNotContain("id=\"lift\"");
    }

    private static String decided(String requestId, String days) {
        return decided(requestId, days, "ACTIVE");
    }

    private static String decided(String requestId, String days, String status) {
        return ChangeLifeTest.post(
                        ChangeLifeTest.ERP,
                        "/v1/decisions",
                        SmallRules.orderOverdueFor31Days(requestId)
                                .replace("\"oldestOverdueDays\":31", days)
                                .replace("ACTIVE", status))
                .jsonPath()
                .getString("decisionId");
    }

    private String page(String decision, String under) throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(service.resolve("/console/decisions/" + decision + under))
                        .header("Authorization", "Bearer " + ChangeLifeTest.ADA)
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String section(String page, String id) {
        int from = page.indexOf("<section aria-labelledby=\"" + id + "\"");
        assertThat(from).as("section %s", id).isPositive();
        return page.substring(from, page.indexOf("</section>", from));
    }

    private static String text(String html) {
        return html.replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");
    }
}
