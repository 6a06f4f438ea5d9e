package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docket.fixture.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The card of the shipped model in a real browser, as the file that it is: the service lets it run no script, so axe could not look at it there.
 * {@code -Dit.screenshots=FOLDER} takes pictures.
 */
@Timeout(300)
class ModelCardIT {
    private static final Path MODELS = Path.of("models/priority");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 3_000;

    /** A card is part of its version, which never changes: the next one can have its content in a main. */
    private static final List<String> NO_LANDMARK = List.of("landmark-one-main", "region");

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void is_readable_in_light_in_dark_and_on_a_tablet() throws Exception {
        assumeTrue(
                Browser.isThere(),
                "There is no browser here: install chromium and chromium-driver to run this test, as .ci/run does.");
        String version = Files.readString(MODELS.resolve("current")).strip();
        try (Browser browser = Browser.start(folder, "--window-size=" + WIDTH + "," + HEIGHT)) {
            browser.open(MODELS.resolve(version)
                    .resolve("model-card.html")
                    .toAbsolutePath()
                    .toUri());
            assertThat(browser.text("h1")).isEqualTo("Model card: priority, version " + version);
            assertThat(browser.run("return document.querySelectorAll('figure path.model').length")
                            .asInt())
                    .as("lines of the charts, and their keys")
                    .isGreaterThan(2);
            Looks.right(browser, "model-card-light", NO_LANDMARK);
            Looks.scheme(browser, "dark");
            Looks.right(browser, "model-card-dark", NO_LANDMARK);
            browser.size(Looks.TABLET_WIDTH, Looks.TABLET_HEIGHT);
            Looks.right(browser, "model-card-tablet", NO_LANDMARK);
        }
    }
}
