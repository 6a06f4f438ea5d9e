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
        Optional<String> endpoint = settings.traces().endpoint();
        if (endpoint.isEmpty()) {
            return Tracer.OFF;
        }
        String version = Optional.ofNullable(TraceWiring.class.getPackage().getImplementationVersion())
                .orElse("unknown");
        SpanSender sending = new SpanSender(URI.create(endpoint.get()), version, outages.of(Outages.Of.TRACES, LOG));
        FunctionCounter.builder("docket.traces.dropped", sending, SpanSender::dropped)
                .description("Spans that were not sent, because the collector was away or slow")
                .register(registry);
        sender = sending;
        return new Tracer(settings.traces().percent(), InstantSource.system(), sending);
    }

    @PreDestroy
    void stop() {
        if (sender != null) {
            sender.close();
        }
    }
}
