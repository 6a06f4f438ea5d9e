package dev.docket.cli;

import dev.docket.service.CheckReadiness;
import dev.docket.service.CheckReadiness.Readiness;
import dev.docket.text.Printable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Prints the service's URL as soon as its port is open, and again once it is ready; then waits until it is stopped. */
@Singleton
public final class Announcement implements QuarkusApplication {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Preparation preparation;

    Announcement(Preparation preparation) {
        this.preparation = preparation;
    }

    @Override
    public int run(String... arguments) throws InterruptedException, IOException {
        String address = address(ConfigProvider.getConfig());
        say("docket starts at " + address);
        CheckReadiness readiness = preparation.prepare();
        if (readiness.check() instanceof Readiness.NotReady not) {
            say("docket runs at %s but is not ready: %s".formatted(address, not.because()));
            Thread.ofVirtual().start(() -> awaitReady(readiness, address));
        } else {
            say("docket is ready at " + address);
        }
        Quarkus.waitForExit();
        return 0;
    }

    private static String address(Config config) {
        boolean isEncrypted = config.getOptionalValue("quarkus.http.insecure-requests", String.class)
                .filter("disabled"::equalsIgnoreCase)
                .isPresent();
        return "%s://%s:%s"
                .formatted(
                        isEncrypted ? "https" : "http",
                        config.getValue("quarkus.http.host", String.class),
                        config.getValue(isEncrypted ? "quarkus.http.ssl-port" : "quarkus.http.port", String.class));
    }

    private static void awaitReady(CheckReadiness readiness, String address) {
        try {
            while (!(readiness.check() instanceof Readiness.Ready)) {
                Thread.sleep(BETWEEN_LOOKS);
            }
            say("docket is ready at " + address);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("SystemOut") // people and scripts wait for these lines
    private static void say(String line) {
        System.out.println(Printable.line(line));
    }
}
