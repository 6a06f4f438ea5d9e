package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docket.fixture.Browser;
import dev.docket.fixture.LongOrder;
import dev.docket.fixture.MaskingKeys;
import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.ServiceProcess;
import dev.docket.fixture.SmallRules;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What readers of the console see when something is not there, and when what is there is hostile; in a real browser. */
@Timeout(300)
class ConsoleStatesIT {
    private static final String MARKUP = "<img src=x onerror=document.title='owned'>=1+1";
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void an_empty_a_slow_and_an_absent_journal_and_masked_and_retired_decisions_each_say_what_to_do() throws Exception {
        assumeTrue(
                Browser.isThere(), "There is no browser here: install chromium and chromium-driver to run this test.");
        Path data = folder.resolve("data");
        Path rules = hostile(SmallRules.write(folder.resolve("rules"), 30));
        try (PostgresServer database = PostgresServer.start();
                Browser browser = Browser.start(folder, "--window-size=" + WIDTH + "," + HEIGHT)) {
            String url = database.newDatabase();
            try (ServiceProcess service = ServiceProcess.start(
                    data,
                    "-Ddocket.journal.store=postgresql",
                    "-Ddocket.journal.url=" + url,
                    "-Ddocket.models.dir=none",
                    "-Ddocket.rules.dir=" + rules,
                    "-Ddocket.privacy.mask=$.customer.customerId",
                    "-Ddocket.privacy.key-file=" + MaskingKeys.file(folder, 3))) {
                emptyJournal(service, browser);
                hostileText(service, browser);
                String decision = decided(service, SmallRules.orderOverdueFor31Days("it-1"));
                maskedDecision(service, browser, decision);
                retiredDecision(service, browser, decision, data, url);
                frozenDatabase(service, browser, database);
                endedSearch(service, browser, url);
                absentJournal(service, browser, database);
            }
        }
    }

    private static void emptyJournal(ServiceProcess service, Browser browser) throws IOException {
        open(service, browser, "/console/decisions");
        assertThat(browser.text(".empty")).contains("Nothing has been decided yet", "curl");
        Looks.rightEverywhere(browser, WIDTH, HEIGHT);
        for (String page : List.of("today", "work", "rules", "changes", "model")) {
            open(service, browser, "/console/" + page);
            assertThat(browser.text("main")).as(page).isNotEmpty();
            Looks.rightEverywhere(browser, WIDTH, HEIGHT);
        }
    }

    private void hostileText(ServiceProcess service, Browser browser) throws Exception {
        open(service, browser, "/console/rules/past-due-balance");
        assertThat(browser.text("main")).contains(MARKUP);
        stillText(browser);
        String order = new String(LongOrder.json(2_000), StandardCharsets.UTF_8)
                .replaceFirst("\"orderId\":\"[^\"]*\"", "\"orderId\":\"" + "W".repeat(64) + "\"");
        open(service, browser, "/console/decisions/" + decided(service, order));
        browser.await("the proof", "document.querySelector('#proof[data-verdict]')");
        stillText(browser);
        open(service, browser, "/console/decisions");
        stillText(browser);
    }

    private static void stillText(Browser browser) throws IOException {
        assertThat(browser.run("return document.title").asText()).doesNotContain("owned");
        assertThat(browser.run("return document.querySelectorAll('img').length").asInt())
                .isZero();
        Looks.rightEverywhere(browser, WIDTH, HEIGHT);
    }

    private static void maskedDecision(ServiceProcess service, Browser browser, String decision) throws IOException {
        open(service, browser, "/console/decisions/" + decision);
        browser.await("the proof", "document.querySelector('#proof[data-verdict]')");
        assertThat(browser.text("main")).containsIgnoringCase("masked");
        Looks.rightEverywhere(browser, WIDTH, HEIGHT);
    }

    private static void retiredDecision(ServiceProcess service, Browser browser, String decision, Path data, String url)
            throws Exception {
        Program.Ended retired = Program.run(
                "journal",
                "retire",
                "--data",
                data.toString(),
                "--store",
                url,
                "--before",
                Instant.now().plusMillis(1).toString(),
                "--by",
                "ada");
        assertThat(retired.exitCode()).as(retired.errors()).isZero();
        open(service, browser, "/console/decisions/" + decision);
        assertThat(browser.text("main")).contains("This decision was retired", "the journal still verifies");
        Looks.rightEverywhere(browser, WIDTH, HEIGHT);
        open(service, browser, "/console/decisions/" + decision + "/try");
        assertThat(browser.text("main")).contains("masked, so nothing can be decided");
        Looks.rightEverywhere(browser, WIDTH, HEIGHT);
    }

    private static void frozenDatabase(ServiceProcess service, Browser browser, PostgresServer database)
            throws IOException {
        database.freeze();
        try {
            open(service, browser, "/console/decisions?priority=P1");
            // A connection that rested is tried first, and that fails; one just used waits for its answer.
            assertThat(browser.text("main"))
                    .containsAnyOf("The journal is not available", "More than 8 seconds passed");
            Looks.rightEverywhere(browser, WIDTH, HEIGHT);
        } finally {
            database.thaw();
        }
        open(service, browser, "/console/decisions?priority=P1");
        assertThat(browser.run("return document.querySelectorAll('.chip').length")
                        .asInt())
                .isEqualTo(1);
    }

    /** Its store ends a search that takes too long, whether somebody still waits for the page or not. */
    private void endedSearch(ServiceProcess service, Browser browser, String url) throws Exception {
        try (Connection other = DriverManager.getConnection(url);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE docket.record IN ACCESS EXCLUSIVE MODE");
            open(service, browser, "/console/decisions?priority=P2");
            assertThat(browser.text("main")).contains("More than 8 seconds", "shorter period");
            var answer = client.send(
                    HttpRequest.newBuilder(service.uri().resolve("/v1/decisions?priority=P2"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"code\":\"too-slow\"", "shorter period");
            assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
            try (ResultSet waiting = statement.executeQuery(
                    "SELECT count(*) FROM pg_stat_activity"
                            + " WHERE application_name = 'docket reader' AND query LIKE '%r.priority = %' AND state = 'active'")) {
                waiting.next();
                assertThat(waiting.getInt(1)).as("searches that go on").isZero();
            }
            other.rollback();
        }
        open(service, browser, "/console/decisions?priority=P2");
        assertThat(browser.text("main")).doesNotContain("takes too long");
    }

    private static void absentJournal(ServiceProcess service, Browser browser, PostgresServer database)
            throws IOException {
        database.kill();
        open(service, browser, "/console/decisions");
        assertThat(browser.text("main")).contains("The journal is not available", "goes on trying");
        Looks.rightEverywhere(browser, WIDTH, HEIGHT);
        open(service, browser, "/console/today");
        assertThat(browser.text("h1")).isEqualTo("The journal is not available");
    }

    private static Path hostile(Path rules) throws IOException {
        Path parameters = rules.resolve("parameters.yaml");
        SmallRules.edit(
                rules,
                "A customer with an overdue balance of some age and size waits for credit control.",
                MARKUP + " " + "9".repeat(380));
        Files.writeString(
                parameters,
                Files.readString(parameters).replaceFirst("says: .*", "says: \"" + MARKUP + "9".repeat(200) + "\""));
        return rules;
    }

    private static void open(ServiceProcess service, Browser browser, String path) {
        browser.open(service.uri().resolve(path));
    }

    private String decided(ServiceProcess service, String order) throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(service.uri().resolve("/v1/decisions"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(order))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body().replaceFirst("(?s).*\"decisionId\":\"([^\"]+)\".*", "$1");
    }
}
