package dev.docket.app.metric;

import dev.docket.service.webhook.SendWebhooks;
import dev.docket.service.webhook.WebhookCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** How sending to webhooks goes. Where another service sends, lag, age and dead list are 0. */
public final class WebhookMetrics {
    private static final double MILLIS = TimeUnit.SECONDS.toMillis(1);

    private final MeterRegistry registry;
    private final InstantSource clock;

    public WebhookMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    public void watch(SendWebhooks.Watched webhook) {
        counter(webhook, "docket.webhook.sent", "Events that a webhook's receiver has accepted", WebhookCounts::sent);
        counter(webhook, "docket.webhook.failed", "Attempts to send an event that failed", WebhookCounts::failed);
        counter(webhook, "docket.webhook.dead", "Events that were given up", WebhookCounts::dead);
        gauge(webhook, "docket.webhook.dead.events", "Events on the dead list", counts -> counts.listed());
        gauge(
                webhook,
                "docket.webhook.lag.records",
                "Records that were not looked at for a webhook yet",
                counts -> counts.behind());
        gauge(
                webhook,
                "docket.webhook.oldest.seconds",
                "How long ago the oldest event was recorded that the receiver does not have",
                counts -> counts.age(clock.instant()).toMillis() / MILLIS);
        Gauge.builder("docket.webhook.failing", webhook, one -> one.isFailing().getAsBoolean() ? 1 : 0)
                .description("1 while the receiver of a webhook does not take what it should")
                .tag("webhook", webhook.name())
                .strongReference(true)
                .register(registry);
    }

    private void counter(
            SendWebhooks.Watched webhook, String name, String description, ToDoubleFunction<WebhookCounts> value) {
        FunctionCounter.builder(name, webhook.counts(), value)
                .description(description)
                .tag("webhook", webhook.name())
                .register(registry);
    }

    private void gauge(
            SendWebhooks.Watched webhook, String name, String description, ToDoubleFunction<WebhookCounts> value) {
        Gauge.builder(name, webhook.counts(), value)
                .description(description)
                .tag("webhook", webhook.name())
                .strongReference(true)
                .register(registry);
    }
}
