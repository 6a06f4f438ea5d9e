package dev.docket.app;

import dev.docket.stream.ConsumeStream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether orders are consumed. The service stays ready: it answers callers all the same, and Kafka keeps what waits. */
@Readiness
public final class StreamHealth implements HealthCheck {
    private final ConsumeStream stream;

    StreamHealth(ConsumeStream stream) {
        this.stream = stream;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("stream")
                .up()
                .withData("state", stream.isOn() ? stream.isPaused() ? "PAUSED" : "CONSUMING" : "OFF")
                .build();
    }
}
