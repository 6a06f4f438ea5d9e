package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.fixture.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How a page of the console looks. {@code -Dit.screenshots=docs/console} writes pictures of the pages. */
final class Looks {
    private static final String SCREENSHOTS = System.getProperty("it.screenshots", "");
    private static final Path AXE = Path.of("src/test/resources/axe/axe.min.js");

    static final int TABLET_WIDTH = 820;
    static final int TABLET_HEIGHT = 1180;

    private Looks() {}

    /**
     * The page that is open, in light and dark and on a tablet.
     *
     * @param width of the window, to which it goes back
     */
    static void rightEverywhere(Browser browser, int width, int height) throws IOException {
        for (String scheme : List.of("light", "dark")) {
            scheme(browser, scheme);
            right(browser, "");
        }
        browser.chromium("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        browser.size(TABLET_WIDTH, TABLET_HEIGHT);
        right(browser, "");
        browser.size(width, height);
    }

    /** As a reader who prefers light or dark sees pages from now on. */
    static void scheme(Browser browser, String scheme) {
        browser.chromium(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Nothing that axe objects to, nothing wider than the window; and a picture, if those are wanted and it has a name. */
    static void right(Browser browser, String picture) throws IOException {
        right(browser, picture, List.of());
    }

    /** @param apartFrom rules of axe that the page is known to break */
    static void right(Browser browser, String picture, List<String> apartFrom) throws IOException {
        browser.run(Files.readString(AXE) + "; window.axe = axe;");
        JsonNode found = browser.run("""
                document.getAnimations().forEach(one => one.finish()); // a colour on its way to another is no page's colour
                const rules = Object.fromEntries(arguments[0].map(rule => [rule, {enabled: false}]));
                return axe.run(document, {resultTypes: ['violations'], rules}).then(result => result.violations.map(
                  one => one.id + ': ' + one.nodes.map(node => node.html.slice(0, 160)).slice(0, 3).join(' | ')));
                """, apartFrom);
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
