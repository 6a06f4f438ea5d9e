package dev.docket.app.metric;

import dev.docket.decision.id.BundleId;
import dev.docket.service.bundle.Activation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/** Which bundle decides, and what became of attempts to replace it. */
public final class BundleMetrics {
    private final Counter activated;
    private final Counter unchanged;
    private final Counter refused;
    private final MultiGauge active;

    /** @param first the bundle of the start */
    public BundleMetrics(MeterRegistry registry, BundleId first) {
        activated = counter(registry, "ACTIVATED");
        unchanged = counter(registry, "UNCHANGED");
        refused = counter(registry, "REFUSED");
        active = MultiGauge.builder("docket.bundle.info")
                .description("Always 1, with the bundle that decides now")
                .register(registry);
        show(first);
    }

    /** Counts an attempt. */
    public void tried(Activation activation) {
        switch (activation) {
            case Activation.Activated now -> {
                activated.increment();
                show(now.bundle());
            }
            case Activation.Unchanged same -> unchanged.increment();
            case Activation.Refused no -> refused.increment();
        }
    }

    private void show(BundleId bundle) {
        Tags labels = Tags.of("bundle", RecentBundles.name(bundle), "name", bundle.name(), "version", bundle.version());
        active.register(List.of(MultiGauge.Row.of(labels, () -> 1)), true);
    }

    private static Counter counter(MeterRegistry registry, String result) {
        return Counter.builder("docket.bundle.activations")
                .description("Attempts to activate a bundle, by what became of them")
                .tag("result", result)
                .register(registry);
    }
}
