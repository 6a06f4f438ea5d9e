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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An analyst who edits the policy of a packaged service in a real browser, and an approver who lets it decide. */
@Timeout(240)
class ConsoleEditIT {
    private static final int ORDERS = 6;
    private static final String EDITOR = "document.querySelector('#editor').shadowRoot";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void an_analyst_edits_sees_what_would_change_and_submits_and_another_approves(@TempDir Path folder)
            throws Exception {
        assumeTrue(
                Browser.isThere(), "There is no browser here: install chromium and chromium-driver to run this test.");
        Path data = folder.resolve("data");
        Path rules = SmallRules.write(folder.resolve("rules"), 30);
        ApprovedPolicy.in(rules, data);
        TestKeys keys = new TestKeys(data);
        String ada = keys.create("ada", Role.AUTHOR);
        String bob = keys.create("bob", Role.APPROVE);
        String ops = keys.create("ops", Role.OPERATE);
        String erp = keys.create("erp", Role.DECIDE);
        try (ServiceProcess service = ServiceProcess.start(
                        data,
                        "-XX:TieredStopAtLevel=1",
                        "-Ddocket.warm-up.decisions=0",
                        "-Ddocket.access.authentication=required",
                        "-Ddocket.change.required=true",
                        "-Ddocket.models.dir=none",
                        "-Ddocket.rules.dir=" + rules);
                Browser browser = Browser.start(folder, "--window-size=1360,1100")) {
            for (int order = 0; order < ORDERS; order++) {
                send(service, erp, "/v1/decisions", SmallRules.orderOverdueFor31Days("it-" + order));
            }
            logIn(service, browser, ada);
            browser.open(service.uri().resolve("/console/rules/past-due-balance"));
            browser.click("a[href^='/console/edit?file=policy.drl']");
            browser.await("the text", "document.querySelector('#editing[data-ready]')");
            browser.await("a check", "/Checked in|No problem/.test(document.querySelector('#checked').textContent)");
            Looks.right(browser, "");

            mistypes(browser);
            putsItRightWithTheSuggestion(browser);
            completes(browser);
            changesANumberAndSeesWhatWouldChange(browser);

            browser.type("#propose-reason", "Customers pay later since the new terms of the bank");
            browser.click("#propose-form button");
            browser.await("the change", "location.pathname.startsWith('/console/changes/c-')");
            String id = browser.address().replaceFirst(".*/", "");
            assertThat(browser.text("main")).contains("30 → 35 days", "version 2.1.0 → 2.2.0");
            browser.click("form[action$='/submit'] button");
            browser.await("the state", "document.querySelector('h1 .badge').textContent === 'Submitted'");

            browser.await("whose turn it is", "/approval of/.test(document.querySelector('main').textContent)");
            assertThat(browser.run("return document.querySelectorAll('form[action$=\"/promote\"]').length")
                            .asInt())
                    .as("an author does not promote")
                    .isZero();
            approves(service, bob, folder.resolve("bob.pem"), id);
            aLiveCanary(service, browser, ops, erp, id);
            promotes(service, browser, ops, id);
            JsonNode decision = send(service, erp, "/v1/decisions", SmallRules.orderOverdueFor31Days("it-after"));
            assertThat(decision.findValue("disposition").asText()).isEqualTo("RELEASE");
        }
    }

    /** The page was opened at a rule, so the caret stands before it. */
    private static void mistypes(Browser browser) {
        browser.run(EDITOR + ".querySelector('.cm-content').focus()");
        browser.chromium("Input.insertText", Map.of("text", """
                rule "slow-payer"
                  @owner( "CREDIT" )
                  @policy( "A customer who pays late hears of it." )
                  @at( "ENTRY" )
                when
                  Credit( oldestOverdueDay > parameters.days("past-due-days") )
                then
                  effects.exception("FIN-202", 2).action("CONTACT_CUSTOMER");
                end

                """));
        browser.await("the finding", EDITOR + ".querySelector('.cm-lintRange-error')");
        assertThat(browser.run("return " + EDITOR + ".querySelector('.cm-lintRange-error').textContent")
                        .asText())
                .isEqualTo("oldestOverdueDay");
        long milliseconds = Long.parseLong(browser.text("#checked").replaceAll(".* (\\d+) ms.*", "$1"));
        assertThat(milliseconds).as("how long a check takes").isLessThan(1_000);
    }

    private static void putsItRightWithTheSuggestion(Browser browser) throws Exception {
        browser.run(EDITOR
                + ".querySelector('.cm-lintRange-error').dispatchEvent(new MouseEvent('mousemove', {bubbles: true, clientX:"
                + EDITOR + ".querySelector('.cm-lintRange-error').getBoundingClientRect().x + 20, clientY:" + EDITOR
                + ".querySelector('.cm-lintRange-error').getBoundingClientRect().y + 5}))");
        browser.await("the suggestion", EDITOR + ".querySelector('.cm-diagnosticAction')");
        Looks.right(browser, "edit-finding");
        browser.run(EDITOR + ".querySelector('.cm-diagnosticAction').click()");
        browser.await("a text without it", "!" + EDITOR + ".querySelector('.cm-lintRange-error')");
    }

    private static void completes(Browser browser) throws Exception {
        browser.run(EDITOR + ".querySelector('.cm-content').focus()");
        browser.chromium("Input.insertText", Map.of("text", "Credit( over"));
        browser.await("the words", EDITOR + ".querySelector('.cm-tooltip-autocomplete li')");
        assertThat(browser.run("return " + EDITOR + ".querySelector('.cm-tooltip-autocomplete').textContent")
                        .asText())
                .contains("overdueAmount", "a number");
        Looks.right(browser, "edit-words");
        browser.chromium("Input.dispatchKeyEvent", key("Escape", 27, 0));
        // Elsewhere on the page, this sign goes to the search.
        browser.chromium(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyDown", "key", "/", "text", "/", "code", "Slash", "windowsVirtualKeyCode", 191));
        assertThat(browser.run("return " + EDITOR + ".querySelector('.cm-content').textContent")
                        .asText())
                .contains("Credit( over/");
        for (int i = 0; i < 10; i++) {
            browser.chromium("Input.dispatchKeyEvent", key("z", 90, 2));
        }
        browser.await("the text as it was", "document.querySelector('#revert').hidden");
    }

    private static Map<String, Object> key(String key, int code, int modifiers) {
        return Map.of("type", "rawKeyDown", "key", key, "windowsVirtualKeyCode", code, "modifiers", modifiers);
    }

    private static void changesANumberAndSeesWhatWouldChange(Browser browser) throws Exception {
        browser.run(
                "[...document.querySelectorAll('#files button')].find(one => one.textContent.startsWith('parameters.yaml')).click()");
        browser.type("#numbers-filter", "past due days");
        browser.run("document.querySelector('#number-past-due-days').select()");
        browser.type("#number-past-due-days", "35");
        browser.await("the draft", "document.querySelector('#draft-says').textContent.endsWith('1')");
        changesAnAmountInOneCurrency(browser);
        browser.await("the check", "/Checked in|No problem/.test(document.querySelector('#checked').textContent)");
        browser.click("#effect-form button");
        browser.await("the effect", "document.querySelector('#effect-body .badge.RELEASE')");
        assertThat(browser.text("#effect-body")).contains("6 of 6", "$600.00");
        Looks.right(browser, "edit-effect");
    }

    /** It is written where it stands in the text, and nothing beside it. */
    private static void changesAnAmountInOneCurrency(Browser browser) throws Exception {
        browser.run("""
                const filter = document.querySelector('#numbers-filter');
                filter.value = 'order minimum';
                filter.dispatchEvent(new Event('input', {bubbles: true}));
                """);
        browser.await("its values", "document.querySelector('#number-order-minimum-values-EUR')");
        assertThat(browser.run(
                                "return [...document.querySelectorAll('#numbers > :not([hidden]) label')].map(one => one.textContent).join(' ')")
                        .asText())
                .isEqualTo("USD EUR GBP JPY default");
        browser.run("document.querySelector('#number-order-minimum-values-EUR').select()");
        browser.type("#number-order-minimum-values-EUR", "175");
        String written = EDITOR + ".querySelector('.cm-content').textContent";
        browser.await("the text", "/USD: 150, EUR: 175, GBP: 120/.test(" + written + ")");
        Looks.right(browser, "edit-numbers");
        browser.run("document.querySelector('#number-order-minimum-values-EUR').select()");
        browser.type("#number-order-minimum-values-EUR", "1,5");
        assertThat(browser.run("return document.querySelector('#number-order-minimum-values-EUR').ariaInvalid")
                        .asText())
                .as("what is no number")
                .isEqualTo("true");
        browser.run("document.querySelector('#number-order-minimum-values-EUR').select()");
        browser.type("#number-order-minimum-values-EUR", "150");
        browser.await("the text as it was", "/USD: 150, EUR: 150, GBP: 120/.test(" + written + ")");
    }

    private void aLiveCanary(ServiceProcess service, Browser browser, String ops, String erp, String id)
            throws Exception {
        send(service, ops, "/v1/changes/" + id + "/canary", "{\"share\":100,\"limits\":{\"errors\":90}}");
        for (int order = 0; order < ORDERS; order++) {
            send(service, erp, "/v1/decisions", SmallRules.orderOverdueFor31Days("it-canary-" + order));
        }
        browser.open(service.uri().resolve("/console/changes/" + id));
        browser.await("the canary", "document.querySelector('#canary[data-live]')");
        Looks.right(browser, "change-canary");
        Looks.rightEverywhere(browser, 1360, 1100);
        send(service, ops, "/v1/changes/" + id + "/canary/end", "");
    }

    /** Where the approver sits, with the line that the page has to copy. */
    private static void approves(ServiceProcess service, String bob, Path key, String id) throws Exception {
        Program.Ended ended = Program.run(
                Map.of("DOCKET_KEY", bob),
                "change",
                "--service",
                service.uri().toString(),
                "approve",
                id,
                "--key",
                key.toString(),
                "--yes");
        assertThat(ended.exitCode()).as(ended.output() + ended.errors()).isZero();
    }

    private static void promotes(ServiceProcess service, Browser browser, String ops, String id) {
        browser.click(".who button");
        logIn(service, browser, ops);
        browser.open(service.uri().resolve("/console/changes/" + id));
        browser.click("form[action$='/promote'] button");
        browser.await("the state", "document.querySelector('h1 .badge').textContent === 'Promoted'");
        assertThat(browser.text("main")).contains("key:bob", "key:ops");
    }

    private static void logIn(ServiceProcess service, Browser browser, String key) {
        browser.open(service.uri().resolve("/console/login"));
        browser.type("#key", key + "\n");
        browser.await("a session", "document.querySelector('.who')");
    }

    private JsonNode send(ServiceProcess service, String key, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.uri().resolve(path))
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return JSON.readTree(answer.body());
    }
}
