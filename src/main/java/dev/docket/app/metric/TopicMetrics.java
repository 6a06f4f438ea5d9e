package dev.docket.app.metric;

import dev.docket.service.publish.PublicationCounts;
import dev.docket.service.publish.PublishFeed;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How publishing to topics goes, by the name of the publication. Where another service publishes, the lag is 0. */
public final class TopicMetrics {
    private TopicMetrics() {}

    public static void register(MeterRegistry registry, PublishFeed.Watched publication) {
        FunctionCounter.builder("docket.topic.published", publication.counts(), PublicationCounts::sent)
                .description("Events that Kafka took from this service")
                .tag("publication", publication.name())
                .register(registry);
        Gauge.builder("docket.topic.lag.records", publication.counts(), PublicationCounts::behind)
                .description("Records that were not looked at for a topic yet")
                .tag("publication", publication.name())
                .strongReference(true)
                .register(registry);
        Gauge.builder(
                        "docket.topic.failing",
                        publication,
                        one -> one.isFailing().getAsBoolean() ? 1 : 0)
                .description("1 while Kafka does not take what should be published")
                .tag("publication", publication.name())
                .strongReference(true)
                .register(registry);
    }
}
