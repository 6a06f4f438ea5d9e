package dev.docket.app;

import dev.docket.access.key.KeyStore;
import dev.docket.app.config.Configuration;
import dev.docket.cli.keys.KeysCommand;
import java.time.Duration;

/** Where the configuration says that API keys are. */
record KeyPlace(KeyStore store, Duration lastKnown) implements KeysCommand.Place {
    static KeysCommand.Place configured() {
        Configuration configuration = Configuration.read();
        return new KeyPlace(
                JournalWiring.store(configuration).keys(),
                Duration.ofSeconds(Long.parseLong(configuration
                        .value("docket.access.last-known-seconds")
                        .filter(text -> text.matches("\\d{1,9}"))
                        .orElse("0"))));
    }
}
