package dev.docket.app.metric;

import dev.docket.bundle.Bundle;
import dev.docket.decision.urgency.Measured;
import dev.docket.priority.Drift;
import dev.docket.priority.DriftWindow;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far the recent orders have moved from those that the active model was trained on: a gauge for each used feature and
 * for the score. Deciding only counts; the index is worked out when somebody asks.
 */
public final class DriftGauges {
    private static final String NAME = "docket.model.drift";

    /** An index of ten bins is steady from about this many orders on. */
    private static final int LEAST_DECISIONS = 1_000;

    private final Supplier<Bundle> active;
    private final MultiGauge gauges;
    private volatile @Nullable DriftWindow window;

    DriftGauges(MeterRegistry registry, Supplier<Bundle> active) {
        this.active = active;
        this.gauges = MultiGauge.builder(NAME)
                .description("Population stability index of recent orders against the model's training, by feature:"
                        + " below 0.1 stable, above 0.25 moved; not a number for the first 200 decisions")
                .register(registry);
    }

    /** The gauges as they stand, by feature; nothing without a model, or before its first decision. */
    public static SortedMap<String, Double> read(MeterRegistry registry) {
        SortedMap<String, Double> byFeature = new TreeMap<>();
        registry.find(NAME)
                .gauges()
                .forEach(gauge -> byFeature.put(String.valueOf(gauge.getId().getTag("feature")), gauge.value()));
        return byFeature;
    }

    /** Counts an order that a bundle measured, unless another bundle is active by now. */
    void observe(Measured measured, Bundle by) {
        Drift drift = active.get().drift();
        if (drift != null && drift == by.drift()) {
            windowOf(drift).observe(measured);
        }
    }

    private DriftWindow windowOf(Drift drift) {
        DriftWindow open = window;
        return open != null && open.drift() == drift ? open : reopened(drift);
    }

    private synchronized DriftWindow reopened(Drift drift) {
        DriftWindow open = window;
        if (open != null && open.drift() == drift) {
            return open;
        }
        DriftWindow fresh = new DriftWindow(drift, LEAST_DECISIONS);
        gauges.register(
                drift.names().stream()
                        .map(name -> MultiGauge.Row.of(Tags.of("feature", name), () -> fresh.stabilityIndex(name)))
                        .toList(),
                true);
        window = fresh;
        return fresh;
    }
}
