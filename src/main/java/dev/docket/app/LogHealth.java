package dev.docket.app;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the log cannot be signed: what is recorded then, nobody can prove. */
@Readiness
public final class LogHealth implements HealthCheck {
    private final SignCheckpoints signing;

    LogHealth(SignCheckpoints signing) {
        this.signing = signing;
    }

    @Override
    public HealthCheckResponse call() {
        return of(signing.isSignable());
    }

    /** @param isSignable false if the log is not the one that was signed before */
    static HealthCheckResponse of(boolean isSignable) {
        var response = HealthCheckResponse.named("log").status(isSignable);
        return isSignable
                ? response.withData("state", "SIGNED").build()
                : response.withData("because", "The log cannot be signed. Ask whoever runs docket.")
                        .build();
    }
}
