package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.access.Role;
import dev.docket.fixture.ApprovedPolicy;
import dev.docket.fixture.Browser;
import dev.docket.fixture.ServiceProcess;
import dev.docket.fixture.SmallRules;
import dev.docket.fixture.TestKeys;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An author and an approver at the pages of policy changes of a packaged service, in a real browser. */
@Timeout(180)
class ConsoleChangesIT {
    private static final String HOSTILE = "<img src=x onerror=document.title='owned'>\u202e" + "9".repeat(1_000);
    private static final int ORDERS = 6;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_change_is_submitted_by_its_author_and_sent_back_by_an_approver(@TempDir Path folder) throws Exception {
        assumeTrue(
                Browser.isThere(), "There is no browser here: install chromium and chromium-driver to run this test.");
        Path data = folder.resolve("data");
        Path rules = SmallRules.write(folder.resolve("rules"), 30);
        ApprovedPolicy.in(rules, data);
        TestKeys keys = new TestKeys(data);
        String ada = keys.create("ada", Role.AUTHOR);
        String bob = keys.create("bob", Role.APPROVE);
        String erp = keys.create("erp", Role.DECIDE);
        try (ServiceProcess service = ServiceProcess.start(
                        data,
                        "-Ddocket.access.authentication=required",
                        "-Ddocket.change.required=true",
                        "-Ddocket.models.dir=none",
                        "-Ddocket.rules.dir=" + rules);
                Browser browser = Browser.start(folder, "--window-size=1280,1400")) {
            for (int order = 0; order < ORDERS; order++) {
                send(service, erp, "/v1/decisions", SmallRules.orderOverdueFor31Days("it-" + order));
            }
            SmallRules.setPastDueDays(rules, 35);
            String given = propose(service, ada, HOSTILE);
            String id = propose(service, ada, "Customers pay later since the new terms of the bank");
            send(service, ada, "/v1/changes/" + id + "/shadow", "{\"from\":\"2020-01-01T00:00:00Z\"}");
            send(service, ada, "/v1/changes/" + id + "/check", "{}");

            logIn(service, browser, ada);
            browser.open(service.uri().resolve("/console/changes"));
            Looks.right(browser, "");
            browser.open(service.uri().resolve("/console/changes/" + given));
            assertThat(browser.run("return document.title").asText()).doesNotContain("owned");
            Looks.right(browser, "");
            browser.click("main a[href='/console/changes']");
            browser.click("a[href='/console/changes/" + id + "']");
            browser.await("the form", "document.querySelector('form[action$=\"/submit\"]')");
            browser.click("form[action$='/submit'] button");
            browser.await("the state", "document.querySelector('h1 .badge').textContent === 'Submitted'");

            browser.click(".who button");
            logIn(service, browser, bob);
            browser.open(service.uri().resolve("/console/changes/" + id));
            browser.await(
                    "figures",
                    "document.querySelector('[data-live] tbody') || (document.querySelector('[data-live]') && location.reload())");
            Looks.right(browser, "change");
            Looks.rightEverywhere(browser, 1280, 1400);
            assertThat(browser.run("return document.querySelector('.copied code').textContent")
                            .asText())
                    .isEqualTo("./docket change approve " + id + " --key FILE");
            browser.type("#reason-reject", "Why so long?\n");
            browser.await("the state", "document.querySelector('h1 .badge').textContent === 'Rejected'");
            assertThat(browser.text(".notice")).contains("Why so long?");
            Looks.rightEverywhere(browser, 1280, 1400);
            anEndedSession(service, browser, bob, id);
        }
    }

    /** As when nobody used it for too long: the service knows no session of this cookie. */
    private static void anEndedSession(ServiceProcess service, Browser browser, String key, String id)
            throws IOException {
        browser.chromium("Network.clearBrowserCookies", Map.of());
        browser.open(service.uri().resolve("/console/changes/" + id));
        assertThat(browser.text("main")).contains("Please log in", "Your session has ended");
        Looks.rightEverywhere(browser, 1280, 1400);
        browser.type("#key", key + "\n");
        browser.await("the page where one wanted to go", "location.pathname === '/console/changes/" + id + "'");
        browser.chromium("Network.clearBrowserCookies", Map.of());
        browser.open(service.uri().resolve("/console/decisions?code=FIN-202&disposition=HOLD"));
        browser.type("#key", key + "\n");
        browser.await("the search with its filters", "location.search === '?code=FIN-202&disposition=HOLD'");
    }

    private static void logIn(ServiceProcess service, Browser browser, String key) {
        browser.open(service.uri().resolve("/console/login"));
        browser.type("#key", key + "\n");
        browser.await("a session", "document.querySelector('.who')");
    }

    private String propose(ServiceProcess service, String key, String reason) throws Exception {
        String body = new ObjectMapper().writeValueAsString(Map.of("reason", reason, "ticket", "FIN-88"));
        return send(service, key, "/v1/changes", body).path("changeId").asText();
    }

    private JsonNode send(ServiceProcess service, String key, String path, String body) throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(service.uri().resolve(path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return new ObjectMapper().readTree(answer.body());
    }
}
