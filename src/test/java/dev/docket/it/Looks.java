package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.fixture.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a page of the console looks. {@code -Ddocket.console.screenshots=docs/console} writes pictures of the pages. */
final class Looks {
    private static final String SCREENSHOTS = System.getProperty("docket.console.screenshots", "");
    private static final Path AXE = Path.of("src/test/resources/axe/axe.min.js");

    private Looks() {}

    /** Nothing that axe objects to, nothing wider than the window; and a picture, if those are wanted and it has a name. */
    static void right(Browser browser, String picture) throws IOException {
        browser.run(Files.readString(AXE) + "; window.axe = axe;");
        JsonNode found = browser.run("""
                return axe.run(document, {resultTypes: ['violations']}).then(result => result.violations.map(
                  one => one.id + ': ' + one.nodes.map(node => node.html.slice(0, 160)).slice(0, 3).join(' | ')));
                """);
        assertThat(found).as(browser.address() + " " + found).isEmpty();
        assertThat(browser.run("return document.documentElement.scrollWidth - window.innerWidth")
                        .asInt())
                .as(browser.address() + " is wider than the window")
                .isLessThanOrEqualTo(0);
        if (!SCREENSHOTS.isEmpty() && !picture.isEmpty()) {
            Files.createDirectories(Path.of(SCREENSHOTS));
            Files.write(Path.of(SCREENSHOTS, picture + ".png"), browser.screenshot());
        }
    }
}
