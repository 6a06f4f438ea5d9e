package dev.docket.app.metric;

import dev.docket.bundle.Bundle;
import dev.docket.priority.reference.TakenSnapshot;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** How old what the model holds for usual is, and how many outcomes it knows. Its digest is no label: there is a new one every hour. */
public final class ReferenceGauges {
    private ReferenceGauges() {}

    /** @param active the bundle that decides now */
    public static void register(MeterRegistry registry, Supplier<Bundle> active, InstantSource clock) {
        gauge(
                registry,
                active,
                "docket.model.reference.age",
                "Since when the reference snapshot that decides now was taken; not a number for a model without one",
                "seconds",
                snapshot -> Duration.between(snapshot.id().takenAt(), clock.instant())
                                .toMillis()
                        / 1e3);
        gauge(
                registry,
                active,
                "docket.model.reference.outcomes",
                "Outcomes of this deployment in that snapshot; 0 for the one that the model came with",
                "outcomes",
                snapshot -> snapshot.content().outcomes());
    }

    private static void gauge(
            MeterRegistry registry,
            Supplier<Bundle> active,
            String name,
            String description,
            String unit,
            ToDoubleFunction<TakenSnapshot> value) {
        Gauge.builder(name, active, bundle -> {
                    Bundle.Usual usual = bundle.get().usual();
                    return usual == null ? Double.NaN : value.applyAsDouble(usual.now());
                })
                .description(description)
                .baseUnit(unit)
                .strongReference(true)
                .register(registry);
    }
}
