package dev.docket.app.metric;

import dev.docket.stream.ConsumeStream;
import dev.docket.stream.StreamCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** How consuming goes, by topic: as many as are configured. */
public final class StreamMetrics {
    private StreamMetrics() {}

    public static void register(MeterRegistry registry, ConsumeStream stream) {
        stream.counts().forEach((topic, counts) -> {
            counter(registry, topic, "DECIDED", counts, StreamCounts::decided);
            counter(registry, topic, "DUPLICATE", counts, StreamCounts::duplicates);
            counter(registry, topic, "DEAD_LETTERED", counts, StreamCounts::deadLetters);
            Gauge.builder("docket.stream.lag.records", counts, StreamCounts::lag)
                    .description("Records of a topic that this service has to consume, and has not fetched yet")
                    .tag("topic", topic)
                    .strongReference(true)
                    .register(registry);
        });
        if (stream.isOn()) {
            Gauge.builder("docket.stream.paused", stream, one -> one.isPaused() ? 1 : 0)
                    .description("1 while records wait because Kafka, the journal or a mapping is away")
                    .strongReference(true)
                    .register(registry);
        }
    }

    private static void counter(
            MeterRegistry registry,
            String topic,
            String fate,
            StreamCounts counts,
            ToDoubleFunction<StreamCounts> value) {
        FunctionCounter.builder("docket.stream.records", counts, value)
                .description("Records of a topic that were settled")
                .tag("topic", topic)
                .tag("fate", fate)
                .register(registry);
    }
}
