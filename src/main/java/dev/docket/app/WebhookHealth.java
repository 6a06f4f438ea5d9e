package dev.docket.app;

import dev.docket.service.webhook.SendWebhooks;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Names the webhooks that fail. The service stays ready: it decides without them, and loses nothing of what they miss. */
@Readiness
public final class WebhookHealth implements HealthCheck {
    private final SendWebhooks sending;

    WebhookHealth(SendWebhooks sending) {
        this.sending = sending;
    }

    @Override
    public HealthCheckResponse call() {
        return of(sending.watched());
    }

    static HealthCheckResponse of(List<SendWebhooks.Watched> webhooks) {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("webhooks").up();
        List<String> failing = webhooks.stream()
                .filter(one -> one.isFailing().getAsBoolean())
                .map(SendWebhooks.Watched::name)
                .toList();
        if (webhooks.isEmpty()) {
            return response.withData("state", "OFF").build();
        }
        return failing.isEmpty()
                ? response.withData("state", "SENDING").build()
                : response.withData("state", "FAILING")
                        .withData("failing", String.join(", ", failing))
                        .build();
    }
}
