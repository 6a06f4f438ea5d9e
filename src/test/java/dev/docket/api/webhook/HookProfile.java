package dev.docket.api.webhook;

import dev.docket.fixture.HookReceiver;
import dev.docket.fixture.SmallRules;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A service with one webhook, that asks who calls. */
public final class HookProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Path folder = Files.createTempDirectory("docket-hooks");
            // Nobody listens there.
            int port;
            try (HookReceiver receiver = HookReceiver.start()) {
                port = receiver.port();
            }
            return Map.of(
                    "docket.access.authentication",
                    "required",
                    "docket.data.dir",
                    folder.toString(),
                    "docket.rules.dir",
                    SmallRules.write(folder.resolve("rules"), 30).toString(),
                    "docket.models.dir",
                    "none",
                    "docket.webhooks.erp.url",
                    "http://127.0.0.1:" + port + "/secret/path",
                    "docket.webhooks.erp.secret-file",
                    Files.writeString(folder.resolve("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                            .toString(),
                    "docket.webhooks.erp.allow-private",
                    "true");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
