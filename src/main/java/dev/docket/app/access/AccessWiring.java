package dev.docket.app.access;

import dev.docket.access.Permissions;
import dev.docket.access.Refusals;
import dev.docket.access.key.KeyRing;
import dev.docket.api.access.Authentication;
import dev.docket.api.access.Authorization;
import dev.docket.api.access.Issuer;
import dev.docket.api.access.KeySessions;
import dev.docket.app.config.Settings;
import dev.docket.app.metric.Outages;
import dev.docket.service.proof.JournalStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Who may call, and whether the service may start like that. */
@Singleton
public class AccessWiring {
    private static final Logger LOG = Logger.getLogger("dev.docket.access");

    @Produces
    @Singleton
    KeyRing keys(JournalStore store, InstantSource clock, Outages outages, Settings settings) {
        KeyRing keys = new KeyRing(
                store.keys(),
                clock,
                System::nanoTime,
                Duration.ofSeconds(settings.access().lastKnownSeconds()),
                outages.of(Outages.Of.API_KEYS, LOG));
        keys.start();
        return keys;
    }

    void close(@Disposes KeyRing keys) {
        keys.close();
    }

    @Produces
    @Singleton
    KeySessions sessions(Settings settings) {
        return new KeySessions(System::nanoTime, settings.http().tlsInFront());
    }

    @Produces
    @Singleton
    Permissions permissions(Settings settings) {
        return new Permissions(settings.access().openMetrics());
    }

    @Produces
    @Singleton
    Authorization authorization(
            KeyRing keys,
            Issuer issuer,
            KeySessions sessions,
            Permissions permissions,
            Settings settings,
            MeterRegistry registry) {
        boolean isRequired = settings.access().authentication() == Settings.Authentication.REQUIRED;
        return new Authorization(
                new Authentication(isRequired, keys, issuer, sessions),
                permissions,
                new Refusals(LOG::warn, counters(registry)::increment, System::nanoTime));
    }

    private static Counters counters(MeterRegistry registry) {
        Map<Refusals.Reason, Counter> counters = new EnumMap<>(Refusals.Reason.class);
        for (Refusals.Reason reason : Refusals.Reason.values()) {
            counters.put(
                    reason,
                    Counter.builder("docket.refusals")
                            .description("Calls that were refused for who sent them")
                            .tag("reason", reason.name())
                            .register(registry));
        }
        return new Counters(counters);
    }

    private record Counters(Map<Refusals.Reason, Counter> byReason) {
        void increment(Refusals.Reason reason) {
            Counter counter = byReason.get(reason);
            if (counter != null) {
                counter.increment();
            }
        }
    }

    /** Before anything else is prepared: whoever must change the configuration should learn it at once. */
    void check(@Observes @Priority(1) StartupEvent started, VertxHttpConfig http, Settings settings) {
        Exposure.of(http.host()).check(settings, LOG::warn);
        ClientCertificates.check(settings, http.insecureRequests());
    }
}
