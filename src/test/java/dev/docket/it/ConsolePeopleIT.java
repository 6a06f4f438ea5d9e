package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docket.access.Role;
import dev.docket.fixture.Browser;
import dev.docket.fixture.ServiceProcess;
import dev.docket.fixture.TestKeys;
import dev.docket.json.CanonicalJson;
import dev.docket.sample.SampleOrders;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * People who log in at the console of a packaged service with a key of their own: with the keyboard alone, in another country, and with a
 * role that may not do everything.
 */
@Timeout(300)
@SuppressWarnings("NullAway.Init") // JUnit and start() set them
class ConsolePeopleIT {
    private static final String TAB = "\uE004";
    private static final String ENTER = "\uE007";
    private static final String SHIFT = "\uE008";
    private static final String ESCAPE = "\uE00C";
    private static final String HOME = "\uE011";
    private static final int HISTORY = 1_100;
    private static final int MOST_TABS = 150;

    @TempDir
    private static Path folder;

    private static ServiceProcess service;
    private static Browser browser;
    private static String hana;
    private static String olga;
    private static String ops;
    private static String ann;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                Browser.isThere(), "There is no browser here: install chromium and chromium-driver to run this test.");
        Path data = folder.resolve("data");
        TestKeys keys = new TestKeys(data);
        hana = keys.create("hana", Role.HANDLE);
        olga = keys.create("olga", Role.OVERRIDE);
        ops = keys.create("ops", Role.OPERATE);
        ann = keys.create("ann", Role.AUTHOR);
        String erp = keys.create("erp", Role.DECIDE);
        String shop = keys.create("shop", Role.DECIDE);
        service = ServiceProcess.start(
                data,
                "-Ddocket.access.authentication=required",
                "-Ddocket.rules.dir=" + Folders.copied(Path.of("rules"), folder.resolve("rules")));
        HttpClient client = HttpClient.newHttpClient();
        send(
                client,
                erp,
                "/v1/decisions/batch",
                "application/x-ndjson",
                SampleOrders.history(7)
                        .limit(HISTORY)
                        .map(past -> new String(CanonicalJson.of(past.snapshot()), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("\n")));
        for (String name : List.of("over-limit", "substituted", "released")) {
            String order = Files.readString(Path.of("api-spec/examples/order-" + name + ".json"));
            send(client, shop, "/v1/decisions", "application/json", order);
        }
        browser = Browser.start(folder, "--window-size=1280,900");
    }

    private static void send(HttpClient client, String key, String path, String type, String body) throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(service.uri().resolve(path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (service != null) {
            service.close();
        }
    }

    @BeforeEach
    void nobody() {
        browser.chromium("Network.clearBrowserCookies", Map.of());
    }

    @Test
    void somebody_without_a_mouse_finds_a_decision_sees_it_verified_and_tries_another_value() {
        logInWithKeys(hana);
        to("nav a[href='/console/decisions']");
        browser.press(ENTER);
        browser.await("the page", "location.pathname === '/console/decisions'");
        browser.await("the field", "document.activeElement.id === 'q'");
        browser.press("SO-4712" + ENTER);
        browser.await("the search", "document.querySelectorAll('.rows tbody tr').length === 1");
        to(".rows tbody tr a");
        browser.press(ENTER);
        browser.await("the proof", "document.querySelector('#proof[data-verdict=verified]')");
        to("a[href$='/try']");
        browser.press(ENTER);
        browser.await("the values", "document.querySelector('#tried .badge.HOLD')");
        to("input[data-number='customer.credit.exposure']");
        browser.press(HOME);
        browser.await("another decision", "document.querySelector('#tried .badge:not(.HOLD)')");
    }

    @Test
    void somebody_without_a_mouse_claims_a_decision_and_records_what_became_of_it() {
        logInWithKeys(hana);
        to("nav a[href='/console/work']");
        browser.press(ENTER);
        browser.await("the list", "document.querySelector('.worklist')");
        to(".worklist tbody input[name=id]");
        browser.press(" ");
        String claimed = browser.run("return document.activeElement.value").asText();
        back("a[href='#record']");
        browser.press(ENTER);
        to("button[value=CLAIM]");
        browser.press(ENTER);
        browser.await("the claim", "location.pathname === '/console/work/claims'");
        open("/console/work?whose=MINE");
        to(".worklist tbody input[value='" + claimed + "']");
        browser.press(" ");
        to("#outcome");
        browser.press("Canc");
        browser.await("the outcome", "document.querySelector('#outcome').value === 'CANCELLED'");
        to("#reason");
        browser.press("The customer called");
        to(".record button.primary");
        browser.press(ENTER);
        browser.await("the preview", "location.pathname === '/console/work/preview'");
        to("main form button.primary");
        browser.press(ENTER);
        browser.await("the record", "location.pathname === '/console/work/outcomes'");
        open("/console/decisions/" + claimed);
        assertThat(browser.text("section[aria-labelledby=outcomes]")).contains("Cancelled", "The customer called");
    }

    @Test
    void somebody_without_a_mouse_writes_in_the_policy_proposes_it_and_withdraws_the_change() {
        logInWithKeys(ann);
        to("nav a[href='/console/rules']");
        browser.press(ENTER);
        browser.await("the rules", "location.pathname === '/console/rules'");
        to("main a[href='/console/edit']");
        browser.press(ENTER);
        browser.await("the text", "document.querySelector('#editing[data-ready]')");
        to("#editor");
        browser.press("// Reviewed by the credit team.");
        browser.press(ESCAPE);
        browser.press(ENTER);
        browser.await("the draft", "document.querySelector('#draft-says').textContent.endsWith('1')");
        browser.press(ESCAPE);
        browser.press(TAB);
        assertThat(isAt("#editor")).as("the tab key leads out of the text").isFalse();
        to("#propose-reason");
        browser.press("Says who reviewed it");
        to("#propose-form button");
        browser.press(ENTER);
        browser.await("the change", "location.pathname.startsWith('/console/changes/c-')");
        to("form[action$='/withdraw'] [name=reason]");
        browser.press("Nobody has reviewed it yet");
        to("form[action$='/withdraw'] button");
        browser.press(ENTER);
        browser.await("the state", "document.querySelector('h1 .badge').textContent === 'Withdrawn'");
        assertThat(browser.text("main")).contains("Nobody has reviewed it yet");
    }

    @Test
    void whoever_handles_orders_neither_sees_nor_may_use_what_takes_another_role() {
        logIn(hana);
        open("/console/work");
        assertThat(there("button[value=CLAIM]")).isTrue();
        assertThat(there("button[value=ASSIGN]")).isFalse();
        assertThat(there("nav a[href='/console/changes']")).isFalse();
        assertThat(status("/console/work/assignments", "act=ASSIGN&assignee=key:olga&id=d-1"))
                .isEqualTo(403);
        assertThat(status("/console/work/overrides", "id=d-1&outcome=RELEASED&reason=x"))
                .isEqualTo(403);
        open("/console/rules");
        assertThat(there("main a[href='/console/edit']")).isFalse();
        open("/console/edit");
        assertThat(browser.text("h1")).isEqualTo("You may not see this");

        logOut();
        logIn(olga);
        open("/console/work");
        assertThat(there("button[value=ASSIGN]"))
                .as("who may give work to others")
                .isTrue();
    }

    @Test
    void whoever_operates_the_service_sees_figures_and_changes_but_no_orders() {
        logIn(ops);
        open("/console/today");
        assertThat(browser.text(".tiles")).contains("1,103");
        assertThat(there("a[href^='/console/decisions']")).isFalse();
        assertThat(there("nav a[href='/console/changes']")).isTrue();
        assertThat(there("nav a[href='/console/work']")).isFalse();
        for (String page : List.of("/console/decisions", "/console/work", "/console/edit")) {
            open(page);
            assertThat(browser.text("h1")).as(page).isEqualTo("You may not see this");
        }
        assertThat(status("/console/work/claims", "act=CLAIM&id=d-1")).isEqualTo(403);
        assertThat(status("/console/decisions", "q=SO-4712")).isEqualTo(403);
    }

    @Test
    void a_reader_in_berlin_sees_times_counts_and_amounts_as_they_are_written_there() {
        logIn(hana);
        elsewhere("de-DE", "Europe/Berlin");
        open("/console/today");
        assertThat(browser.text(".tiles b")).isEqualTo("1.103");
        assertThat(browser.text(".tiles .sub")).doesNotContain(",");
        assertThat(browser.text("section[aria-labelledby=dispositions] td.quiet"))
                .matches("\\d+(,\\d)?[\u00a0 ]%");
        saysTimes("de-DE", "Europe/Berlin");
        open("/console/decisions");
        assertThat(browser.text(".facets > .quiet")).contains("500").doesNotContain(",");
        browser.type("#q", "SO-4712\n");
        browser.await("the search", "document.querySelectorAll('.rows tbody tr').length === 1");
        browser.click(".rows tbody tr a");
        browser.await("the proof", "document.querySelector('#proof[data-verdict=verified]')");
        assertThat(browser.text(".head .facts").replace('\u00a0', ' ')).contains("2.400,00 $");
        saysTimes("de-DE", "Europe/Berlin");
    }

    @Test
    void a_reader_in_istanbul_finds_rules_whatever_letters_are_capital_and_sees_percentages_as_there() {
        logIn(hana);
        elsewhere("tr-TR", "Europe/Istanbul");
        open("/console/today");
        assertThat(browser.text(".tiles b")).isEqualTo("1.103");
        assertThat(browser.text("section[aria-labelledby=dispositions] td.quiet"))
                .matches("%\\d+(,\\d)?");
        saysTimes("tr-TR", "Europe/Istanbul");
        open("/console/rules");
        browser.type("#filter", "CREDIT LIMIT EXCEEDED");
        browser.await(
                "the filter",
                "document.querySelectorAll('.row:not([hidden])').length < 5 && document.querySelector('.row:not([hidden]) a[href$=credit-limit-exceeded]')");
    }

    @Test
    void nothing_moves_for_a_reader_who_prefers_that() {
        logIn(hana);
        for (String page : List.of("/console/decisions", "/console/today", "/console/work", "/console/rules")) {
            motion("no-preference");
            open(page);
            assertThat(moving()).as("%s moves for others", page).isPositive();
            motion("reduce");
            open(page);
            assertThat(moving()).as(page).isZero();
        }
        browser.chromium("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }

    private static void motion(String preference) {
        browser.chromium(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-reduced-motion", "value", preference))));
    }

    /** How many elements would take their time to change. */
    private static int moving() {
        return browser.run("""
                return [...document.querySelectorAll('*')].filter(one => {
                  const style = getComputedStyle(one);
                  return style.transitionDuration.split(',').some(time => parseFloat(time) > 0)
                    || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
                }).length;
                """).asInt();
    }

    private static void elsewhere(String locale, String zone) {
        browser.chromium("Emulation.setLocaleOverride", Map.of("locale", locale));
        browser.chromium("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
    }

    @AfterEach
    void home() {
        browser.chromium("Emulation.setLocaleOverride", Map.of());
        browser.chromium("Emulation.setTimezoneOverride", Map.of("timezoneId", ""));
    }

    /** Every time on the page, as the reader's own clock and calendar have it. */
    private static void saysTimes(String locale, String zone) {
        assertThat(browser.run("""
                        const [locale, timeZone] = arguments;
                        const format = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeStyle: 'short', timeZone});
                        const day = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeZone: 'UTC'});
                        const all = [...document.querySelectorAll('main time[datetime]')];
                        return [all.length > 0, ...all.filter(one => one.textContent
                          !== (one.dateTime.length === 10 ? day : format).format(new Date(one.dateTime))).map(one => one.textContent)];
                        """, locale, zone))
                .as("whether there are times, and those that are written otherwise")
                .hasToString("[true]");
    }

    /** Goes back there with the tab key. */
    private static void back(String target) {
        for (int i = 0; i < MOST_TABS && !isAt(target); i++) {
            browser.press(SHIFT + TAB + SHIFT);
        }
        to(target);
    }

    private static boolean isAt(String target) {
        return browser.run("return document.activeElement.matches(arguments[0])", target)
                .asBoolean();
    }

    /** Goes there with the tab key alone, and sees where the focus is. */
    private static void to(String target) {
        browser.await(target, "document.querySelector(\"" + target + "\")");
        for (int i = 0; i < MOST_TABS; i++) {
            if (isAt(target)) {
                assertThat(browser.run("""
                                const style = getComputedStyle(document.activeElement);
                                return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                                """).asBoolean())
                        .as("the focus on %s can be seen", target)
                        .isTrue();
                return;
            }
            browser.press(TAB);
        }
        throw new AssertionError("the tab key does not lead to " + target + " on " + browser.address());
    }

    private static void logInWithKeys(String key) {
        open("/console/login");
        to("#key");
        browser.press(key + ENTER);
        browser.await("a session", "document.querySelector('.who')");
    }

    private static void logIn(String key) {
        open("/console/login");
        browser.type("#key", key + "\n");
        browser.await("a session", "document.querySelector('.who')");
    }

    private static void logOut() {
        browser.click(".who button");
        browser.await("no session", "!document.querySelector('.who')");
    }

    /** What the service answers to a form that the page does not have. */
    private static int status(String path, String form) {
        return browser.run(
                        "return fetch(arguments[0], {method: 'POST', headers: {'Content-Type': 'application/x-www-form-urlencoded'}, body: arguments[1]}).then(answer => answer.status)",
                        path,
                        form)
                .asInt();
    }

    private static boolean there(String selector) {
        return browser.run("return document.querySelector(arguments[0]) !== null", selector)
                .asBoolean();
    }

    private static void open(String path) {
        browser.open(service.uri().resolve(path));
    }
}
