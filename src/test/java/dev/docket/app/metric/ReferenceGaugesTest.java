package dev.docket.app.metric;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.Bundle;
import dev.docket.decision.urgency.LossEstimate;
import dev.docket.fixture.ShippedBundle;
import dev.docket.fixture.SmallBundle;
import dev.docket.priority.reference.ReferenceSnapshot;
import dev.docket.priority.reference.TakenSnapshot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReferenceGaugesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<Bundle> active = new AtomicReference<>(ShippedBundle.loaded());

    @Test
    void the_age_is_that_of_the_snapshot_which_decides_now() {
        TakenSnapshot shipped = requireNonNull(ShippedBundle.loaded().usual()).now();
        ReferenceGauges.register(
                registry, active::get, () -> shipped.id().takenAt().plusSeconds(90));
        assertThat(value("age")).isEqualTo(90);
        assertThat(value("outcomes")).isZero();

        ReferenceSnapshot before = shipped.content();
        active.set(ShippedBundle.loaded()
                .with(TakenSnapshot.of(new ReferenceSnapshot(
                        before.takenAt().plusSeconds(60),
                        LossEstimate.Basis.OWN,
                        7,
                        before.baseRate(),
                        before.typical(),
                        before.counts(),
                        before.lossMultiples()))));
        assertThat(value("age")).isEqualTo(30);
        assertThat(value("outcomes")).isEqualTo(7);

        active.set(SmallBundle.withoutModel());
        assertThat(value("age")).isNaN();
        assertThat(registry.getMeters()).as("nothing grows with renewals").hasSize(2);
    }

    private double value(String what) {
        return registry.get("docket.model.reference." + what).gauge().value();
    }
}
