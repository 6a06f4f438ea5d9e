package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docket.access.Role;
import dev.docket.fixture.Browser;
import dev.docket.fixture.ServiceProcess;
import dev.docket.fixture.TestKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An analyst who edits decision tables in a grid with the keyboard, and lets files come and go, in a real browser. */
@Timeout(240)
class ConsoleTableIT {
    private static final Path EXAMPLE = Path.of("docs/examples/decision-tables");
    private static final String DOWN = "\uE015";
    private static final String RIGHT = "\uE014";
    private static final String UP = "\uE013";
    private static final String ENTER = "\uE007";
    private static final String ESCAPE = "\uE00C";
    private static final String DELETE = "\uE017";
    private static final String HOME = "\uE011";
    private static final String END = "\uE010";
    private static final String CONTROL = "\uE009";
    /** Lets go of every modifier. */
    private static final String NOTHING = "\uE000";

    @Test
    void a_table_is_edited_cell_by_cell_and_a_file_is_replaced_by_another(@TempDir Path folder) throws Exception {
        assumeTrue(
                Browser.isThere(), "There is no browser here: install chromium and chromium-driver to run this test.");
        Path data = folder.resolve("data");
        Path rules = Folders.copied(EXAMPLE, folder.resolve("rules"));
        String ada = new TestKeys(data).create("ada", Role.AUTHOR);
        try (ServiceProcess service = ServiceProcess.start(
                        data,
                        "-Ddocket.access.authentication=required",
                        "-Ddocket.models.dir=none",
                        "-Ddocket.rules.dir=" + rules);
                Browser browser = Browser.start(folder, "--window-size=1360,1100")) {
            browser.open(service.uri().resolve("/console/login"));
            browser.type("#key", ada + "\n");
            browser.await("a session", "document.querySelector('.who')");
            browser.open(service.uri().resolve("/console/edit?file=discount-authority.csv"));
            browser.await("the table", "document.querySelector('.sheet td')");
            awaitCheck(browser);
            Looks.right(browser, "edit-table");

            aWrongNumberIsMarkedInItsCell(browser);
            rowsAndColumnsComeAndGo(browser);
            theTextIsTheTable(browser);
            aFileIsReplacedByAnother(browser);
            browser.size(820, 1180);
            Looks.right(browser, "");
            browser.size(1360, 1100);

            browser.click("#run-cases");
            browser.await(
                    "the cases", "document.querySelector('#checked').textContent.startsWith('The cases were run')");
            assertThat(browser.run("return document.querySelectorAll('#findings .ERROR').length")
                            .asInt())
                    .as(browser.text("#findings"))
                    .isZero();
            browser.type("#propose-reason", "Another name for the table");
            browser.click("#propose-form button");
            browser.await("the change", "location.pathname.startsWith('/console/changes/c-')");
            assertThat(browser.text("main")).contains("7 rules");
            assertThat(kept(data))
                    .contains("limits.csv", "discount-authority.csv")
                    .doesNotContain("substitution-limits.csv");
            Looks.right(browser, "");
        }
    }

    private static void aWrongNumberIsMarkedInItsCell(Browser browser) throws Exception {
        keys(browser, CONTROL + HOME + NOTHING + DOWN.repeat(9) + RIGHT + RIGHT);
        assertThat(text(browser, "td:focus")).isEqualTo("15");
        keys(browser, "150" + ENTER);
        browser.await("the finding", "document.querySelector(\"td[data-row='9'][data-column='2'][aria-invalid]\")");
        keys(browser, UP);
        assertThat(browser.text("#cell-says")).contains("C10", "150 is outside of");
        Looks.right(browser, "edit-table-finding");
        keys(browser, "20" + ESCAPE);
        assertThat(text(browser, "td:focus")).isEqualTo("150");
        keys(browser, "15" + ENTER);
        browser.await("no finding", "!document.querySelector('td[aria-invalid]')");
        browser.await("the text as it was", "document.querySelector('#revert').hidden");
    }

    private static void rowsAndColumnsComeAndGo(Browser browser) {
        keys(browser, CONTROL + END + NOTHING);
        assertThat(rows(browser)).isEqualTo(14);
        keys(browser, CONTROL + ENTER + NOTHING + "discount-b-again" + ENTER);
        assertThat(rows(browser)).isEqualTo(15);
        assertThat(text(browser, "td[data-row='14'][data-column='0']")).isEqualTo("discount-b-again");
        keys(browser, CONTROL + DELETE + NOTHING);
        assertThat(rows(browser)).isEqualTo(14);
        browser.click("[data-tool=add_column]");
        assertThat(columns(browser)).isEqualTo(9);
        browser.click("[data-tool=remove_column]");
        assertThat(columns(browser)).isEqualTo(8);
        browser.await("the text as it was", "document.querySelector('#revert').hidden");
        keys(browser, "{,\"}" + ENTER);
        assertThat(browser.run("return document.querySelector('#revert').hidden")
                        .asBoolean())
                .isFalse();
        keys(browser, CONTROL + "z" + NOTHING);
        browser.await("the text as it was", "document.querySelector('#revert').hidden");
    }

    private static void theTextIsTheTable(Browser browser) {
        browser.click("#as-text");
        browser.await("the text", "!document.querySelector('#editor').hidden");
        assertThat(content(browser)).contains("discount-a-manager,A,15,30,\"FIN-208, 2\"");
        browser.click("#as-table");
        browser.await("the table", "document.querySelector('#editor').hidden");
    }

    private static void aFileIsReplacedByAnother(Browser browser) throws Exception {
        String text = Files.readString(EXAMPLE.resolve("substitution-limits.csv"));
        open(browser, "substitution-limits.csv");
        browser.click("#remove");
        assertThat(browser.accept()).contains("substitution-limits.csv");
        browser.await("its removal", "document.querySelector('#files .removed')");
        browser.click("#add summary");
        browser.type("#add-kind", "Decision");
        browser.type("#add-name", "limits" + ENTER);
        browser.await("the new table", "document.querySelector('#file-name').textContent === 'limits.csv'");
        browser.await("what it lacks", "document.querySelector('.sheet td[aria-invalid]')");
        Looks.right(browser, "edit-table-new");
        browser.click("#as-text");
        browser.run("document.querySelector('#editor').shadowRoot.querySelector('.cm-content').focus()");
        browser.chromium(
                "Input.dispatchKeyEvent",
                Map.of(
                        "type",
                        "rawKeyDown",
                        "key",
                        "a",
                        "windowsVirtualKeyCode",
                        65,
                        "modifiers",
                        2,
                        "commands",
                        List.of("selectAll")));
        browser.chromium("Input.insertText", Map.of("text", text));
        browser.click("#as-table");
        awaitCheck(browser);
        browser.await("no problem", "!document.querySelector('.sheet td[aria-invalid]')");
        browser.open(URI.create(browser.address()));
        browser.await(
                "the draft",
                "document.querySelector('#files .removed') && document.querySelector('#editing[data-ready]')");
        open(browser, "limits.csv");
        browser.await("the table", "document.querySelector('.sheet td')");
        assertThat(text(browser, "td[data-row='9'][data-column='0']")).isEqualTo("substitution-limit-lab");
        awaitCheck(browser);
    }

    /** The rule files of the policy that was proposed. */
    private static List<String> kept(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data.resolve("bundles"))) {
            List<Path> files = all.toList();
            Path table = files.stream()
                    .filter(file -> file.endsWith("limits.csv"))
                    .findFirst()
                    .orElseThrow();
            return files.stream()
                    .filter(file -> file.startsWith(table.resolveSibling(".").normalize()))
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
        }
    }

    private static void open(Browser browser, String file) {
        browser.run("[...document.querySelectorAll('#files button')].find(one => one.textContent.startsWith('" + file
                + "')).click()");
        browser.await(file, "document.querySelector('#file-name').textContent === '" + file + "'");
    }

    private static void awaitCheck(Browser browser) {
        browser.await("a check", "/Checked in|No problem/.test(document.querySelector('#checked').textContent)");
    }

    /** Types where the focus is, or in the cell that Tab would lead to. */
    private static void keys(Browser browser, String keys) {
        browser.type("#grid td[tabindex='0']", keys);
    }

    private static String text(Browser browser, String selector) {
        return browser.run("return document.querySelector(arguments[0]).textContent", selector)
                .asText();
    }

    private static String content(Browser browser) {
        return browser.run("return document.querySelector('#editor').shadowRoot.querySelector('.cm-content').innerText")
                .asText();
    }

    private static int rows(Browser browser) {
        return browser.run("return document.querySelectorAll('.sheet tbody tr').length")
                .asInt();
    }

    private static int columns(Browser browser) {
        return browser.run("return document.querySelectorAll('.sheet thead th').length")
                .asInt();
    }
}
