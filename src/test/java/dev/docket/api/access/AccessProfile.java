package dev.docket.api.access;

import dev.docket.fixture.SmallRules;
import dev.docket.fixture.TestKeys;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** A service that asks who calls. */
public final class AccessProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Path folder = temporary();
        return Map.of(
                "docket.access.authentication",
                "required",
                "docket.data.dir",
                folder.toString(),
                "docket.rules.dir",
                SmallRules.write(folder.resolve("rules"), 30).toString(),
                "docket.models.dir",
                "none",
                "docket.limits.health-per-second",
                "0");
    }

    /** Makes keys for the service that runs. */
    static TestKeys keys() {
        return new TestKeys(Path.of(ConfigProvider.getConfig().getValue("docket.data.dir", String.class)));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("docket-access");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
