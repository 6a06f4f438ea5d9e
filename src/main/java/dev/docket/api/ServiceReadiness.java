package dev.docket.api;

import dev.docket.service.CheckReadiness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while a bundle is active and the journal can record. */
@Readiness
public class ServiceReadiness implements HealthCheck {
    private final CheckReadiness readiness;

    public ServiceReadiness(CheckReadiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public HealthCheckResponse call() {
        return switch (readiness.check()) {
            case CheckReadiness.Readiness.Ready ready ->
                HealthCheckResponse.named("decisions")
                        .up()
                        .withData("bundle", ready.bundle().digest())
                        .withData("journal", ready.spooling() ? "SPOOLING" : "RECORDING")
                        .build();
            case CheckReadiness.Readiness.NotReady not ->
                HealthCheckResponse.named("decisions")
                        .down()
                        .withData("because", not.because())
                        .build();
        };
    }
}
