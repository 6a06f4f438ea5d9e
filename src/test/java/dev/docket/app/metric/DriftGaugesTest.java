package dev.docket.app.metric;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.Bundle;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.fixture.ShippedBundle;
import dev.docket.fixture.SmallBundle;
import dev.docket.sample.SampleOrders;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DriftGaugesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<Bundle> active = new AtomicReference<>(ShippedBundle.loaded());
    private final DriftGauges gauges = new DriftGauges(registry, active::get);

    @Test
    void orders_of_another_business_move_the_gauges() {
        observe(200);

        assertThat(registry.get("docket.model.drift").gauges())
                .extracting(gauge -> gauge.getId().getTag("feature"))
                .contains("order value", "mode", "supplier", "score");
        assertThat(gauge("supplier").value()).isGreaterThan(0.25);
    }

    @Test
    void before_there_are_enough_decisions_a_gauge_is_not_a_number() {
        observe(199);

        assertThat(gauge("supplier").value()).isNaN();
    }

    @Test
    void a_bundle_without_a_model_has_no_drift() {
        active.set(SmallBundle.withoutModel());
        observe(300);

        assertThat(registry.find("docket.model.drift").gauges()).isEmpty();
    }

    private void observe(int orders) {
        SampleOrders.history(7)
                .limit(orders)
                .map(order -> ShippedBundle.loaded().decider().decide(order.snapshot(), TraceLevel.NONE))
                .forEach(decision -> gauges.observe(requireNonNull(decision.measured()), requireNonNull(active.get())));
    }

    private Gauge gauge(String feature) {
        return registry.get("docket.model.drift").tag("feature", feature).gauge();
    }
}
