package dev.docket.api;

import dev.docket.api.load.Pools;
import dev.docket.service.CheckReadiness;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while a bundle is active and the journal can record. Runs on its own threads, so it answers when all others are busy. */
@Readiness
public class ServiceReadiness implements AsyncHealthCheck {
    private final CheckReadiness readiness;
    private final Pools pools;

    public ServiceReadiness(CheckReadiness readiness, Pools pools) {
        this.readiness = readiness;
        this.pools = pools;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().completionStage(() -> pools.watching().call(this::checked));
    }

    private HealthCheckResponse checked() {
        return switch (readiness.check()) {
            case CheckReadiness.Readiness.Ready ready ->
                HealthCheckResponse.named("decisions")
                        .up()
                        .withData("bundle", ready.bundle().digest().text())
                        .withData("journal", ready.spooling() ? "SPOOLING" : "RECORDING")
                        .withData("clock", ready.clockDoubt().orElse("STEADY"))
                        .build();
            case CheckReadiness.Readiness.NotReady not ->
                HealthCheckResponse.named("decisions")
                        .down()
                        .withData("because", not.because())
                        .build();
        };
    }
}
