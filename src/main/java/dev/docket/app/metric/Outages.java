package dev.docket.app.metric;

import dev.docket.outage.Outage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes outages that are in the log and in the metrics. */
public final class Outages {
    private final MeterRegistry registry;

    public Outages(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What may fail. */
    public enum Of {
        JOURNAL("the journal"),
        LOG_CHECKPOINTS("signing the log"),
        API_KEYS("the store of API keys"),
        IDENTITY_PROVIDER("the identity provider"),
        BUNDLE_WATCH("the watch on the bundle"),
        RENEWAL("the renewal of what is usual"),
        CHANGES("following policy changes"),
        RETENTION("retiring payloads"),
        SHADOW("following in shadow"),
        TRACES("sending traces"),
        STREAM("the stream of orders");

        private final String text;

        Of(String text) {
            this.text = text;
        }
    }

    /** @param log where it is said */
    public Outage of(Of what, Logger log) {
        Outage outage = new Outage(what.text, new InLog(log));
        Gauge.builder("docket.outage", outage, one -> one.isOn() ? 1 : 0)
                .description("1 while something that the service needs fails, otherwise 0")
                .tag("of", what.name())
                .strongReference(true)
                .register(registry);
        return outage;
    }

    /** One that has no gauge of its own. */
    public static Outage of(String what, Logger log) {
        return new Outage(what, new InLog(log));
    }

    private record InLog(Logger log) implements Outage.Report {
        @Override
        public void broken(String line, @Nullable Throwable defect) {
            log.error(line, defect);
        }

        @Override
        public void healed(String line) {
            log.info(line);
        }
    }
}
