package dev.docket.app.metric;

import dev.docket.app.config.Settings;
import dev.docket.trace.SpanSender;
import dev.docket.trace.Tracer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where traces go, if anywhere. */
@Singleton
public class TraceWiring {
    private static final Logger LOG = Logger.getLogger(TraceWiring.class);

    private @Nullable SpanSender sender;

    @Produces
    @Singleton
    Tracer tracer(Settings settings, Outages outages, MeterRegistry registry) {
        FunctionCounter.builder("docket.traces.dropped", this, TraceWiring::dropped)
                .description("Spans that were not sent, because the collector was away or slow")
                .register(registry);
        return settings.traces()
                .endpoint()
                .map(URI::create)
                .map(collector -> {
                    SpanSender sending = new SpanSender(collector, version(), outages.of(Outages.Of.TRACES, LOG));
                    sender = sending;
                    return new Tracer(settings.traces().percent(), InstantSource.system(), sending);
                })
                .orElse(Tracer.OFF);
    }

    private long dropped() {
        SpanSender sending = sender;
        return sending == null ? 0 : sending.dropped();
    }

    private static String version() {
        return Optional.ofNullable(TraceWiring.class.getPackage().getImplementationVersion())
                .orElse("unknown");
    }

    @PreDestroy
    void stop() {
        SpanSender sending = sender;
        if (sending != null) {
            sending.close();
        }
    }
}
