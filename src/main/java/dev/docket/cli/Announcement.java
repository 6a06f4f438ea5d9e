package dev.docket.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Says where the service is, once it is ready, and waits until it is stopped. */
public final class Announcement implements QuarkusApplication {
    @Override
    @SuppressWarnings("SystemOut") // the one line that a person or a script waits for
    public int run(String... arguments) {
        Config config = ConfigProvider.getConfig();
        System.out.printf(
                "docket is ready at http://%s:%s%n",
                config.getValue("quarkus.http.host", String.class), config.getValue("quarkus.http.port", String.class));
        Quarkus.waitForExit();
        return 0;
    }
}
