package dev.docket.bundle.active;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.Bundle;
import dev.docket.decision.id.BundleId;
import dev.docket.decision.id.ModelId;
import dev.docket.decision.urgency.LossEstimate;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.decision.urgency.Opinion;
import dev.docket.digest.Digest;
import dev.docket.fixture.SmallBundle;
import dev.docket.priority.reference.ReferenceSnapshot;
import dev.docket.priority.reference.ReferenceSnapshot.TypicalOrder;
import dev.docket.priority.reference.TakenSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RenewedBundleTest {
    private final AtomicInteger freed = new AtomicInteger();
    private final ActiveBundle active = new ActiveBundle(new SharedBundle(bundle("1"), freed::incrementAndGet));
    private final Digest model = modelOf(active.get());

    @Test
    void a_renewed_snapshot_decides_at_once_and_the_rules_stay_until_the_last_request_is_done() {
        Pin before = active.pin();
        for (int hour = 1; hour <= 100; hour++) {
            assertThat(active.renew(model, snapshot(hour))).isTrue();
        }
        Pin after = active.pin();
        assertThat(usual(before.bundle())).isEqualTo(snapshot(0));
        assertThat(usual(after.bundle())).isEqualTo(snapshot(100));
        assertThat(after.bundle().id()).isEqualTo(before.bundle().id());

        before.close();
        active.replaceBy(new SharedBundle(SmallBundle.withoutModel(), () -> {}));
        assertThat(freed).as("a request still needs the rules").hasValue(0);
        after.close();
        assertThat(freed).hasValue(1);
    }

    @Test
    void another_policy_with_the_same_model_goes_on_with_what_is_usual() {
        active.renew(model, snapshot(1));
        AtomicInteger young = new AtomicInteger();
        active.replaceBy(new SharedBundle(bundle("2"), young::incrementAndGet));

        assertThat(active.get().id().version()).isEqualTo("2");
        assertThat(usual(active.get())).isEqualTo(snapshot(1));
        assertThat(freed).hasValue(1);
        active.close();
        assertThat(young).hasValue(1);
    }

    @Test
    void another_model_begins_with_the_snapshot_that_it_came_with() {
        active.renew(model, snapshot(1));
        active.replaceBy(new SharedBundle(withAnotherModel(bundle("1")), () -> {}));

        assertThat(usual(active.get())).isEqualTo(snapshot(0));
        assertThat(active.renew(model, snapshot(2)))
                .as("taken for the model before")
                .isFalse();
        assertThat(usual(active.get())).isEqualTo(snapshot(0));
    }

    private static Bundle bundle(String version) {
        Bundle small = SmallBundle.version("1");
        return new Bundle(
                new BundleId("small", version, small.id().digest()),
                small.decider(),
                small.taxonomy(),
                small.actions(),
                small.rules(),
                small.model(),
                small.drift(),
                new Bundle.Usual(
                        snapshot(0), snapshot(0), snapshot -> order -> new Opinion.Abstained(null, "a test"), null));
    }

    private static Bundle withAnotherModel(Bundle bundle) {
        ModelDescription model = Objects.requireNonNull(bundle.model());
        return new Bundle(
                bundle.id(),
                bundle.decider(),
                bundle.taxonomy(),
                bundle.actions(),
                bundle.rules(),
                new ModelDescription(
                        new ModelId("fixed", "2", Digest.over(new byte[] {2})),
                        model.card(),
                        model.page(),
                        model.facts(),
                        model.reads()),
                bundle.drift(),
                bundle.usual());
    }

    private static TakenSnapshot usual(Bundle bundle) {
        return Objects.requireNonNull(bundle.usual()).now();
    }

    private static Digest modelOf(Bundle bundle) {
        return Objects.requireNonNull(bundle.model()).id().digest();
    }

    private static TakenSnapshot snapshot(int hour) {
        TreeMap<String, TypicalOrder> typical = new TreeMap<>();
        typical.put(ReferenceSnapshot.ANY, new TypicalOrder(1_000, 1, 1, 1));
        return TakenSnapshot.of(new ReferenceSnapshot(
                Instant.EPOCH.plusSeconds(3_600L * hour),
                LossEstimate.Basis.OWN,
                hour,
                0.1,
                typical,
                Map.of(),
                List.of(0.0, 1.0)));
    }
}
