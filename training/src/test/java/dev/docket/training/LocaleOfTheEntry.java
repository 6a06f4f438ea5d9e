package dev.docket.training;

import java.util.Locale;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that train in this process do so under the locale that {@code offline.Main} sets; all others keep theirs. */
final class LocaleOfTheEntry implements BeforeAllCallback, AfterAllCallback {
    private Locale before = Locale.ROOT;

    @Override
    public void beforeAll(ExtensionContext context) {
        before = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Locale.setDefault(before);
    }
}
