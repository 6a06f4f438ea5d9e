package dev.docket.api.health;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started once everything that decides is made, also while the journal is away: a restart would not bring it back. */
@Startup
public final class ServiceStarted implements HealthCheck {
    private final Starting starting;

    ServiceStarted(Starting starting) {
        this.starting = starting;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("started").status(!starting.isOn()).build();
    }
}
