package dev.docket.api;

import dev.docket.api.edge.Drain;
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
    private final Drain drain;

    public ServiceReadiness(CheckReadiness readiness, Pools pools, Drain drain) {
        this.readiness = readiness;
        this.pools = pools;
        this.drain = drain;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (drain.isLeaving()) {
            return Uni.createFrom().item(notReady("The service is stopping. Send requests to another one."));
        }
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
            case CheckReadiness.Readiness.NotReady not -> notReady(not.because());
        };
    }

    private static HealthCheckResponse notReady(String because) {
        return HealthCheckResponse.named("decisions")
                .down()
                .withData("because", because)
                .build();
    }
}
