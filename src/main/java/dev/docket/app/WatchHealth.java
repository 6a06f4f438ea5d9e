package dev.docket.app;

import dev.docket.bundle.FolderWatch;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says how watching the bundle goes. A watch that fails leaves the service ready, for it decides with the bundle it has; one that has
 * ended does not, because edits would be ignored in silence.
 */
@Readiness
public final class WatchHealth implements HealthCheck {
    private static final String NAME = "bundle-watch";

    private final WatchBundle watch;

    WatchHealth(WatchBundle watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        return of(watch.state());
    }

    /** @param state empty when the deployment does not watch */
    static HealthCheckResponse of(Optional<FolderWatch.State> state) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME);
        if (state.isEmpty()) {
            return response.up().withData("state", "OFF").build();
        }
        FolderWatch.State now = state.get();
        response.withData("restarts", now.restarts());
        Throwable failure = now.lastFailure();
        if (failure != null) {
            // Its message names paths; the log has it.
            response.withData("lastError", failure.getClass().getSimpleName());
        }
        if (!now.isAlive()) {
            return response.down().withData("state", "ENDED").build();
        }
        return response.up()
                .withData("state", failure == null ? "WATCHING" : "FAILING")
                .build();
    }
}
