package dev.docket.app.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.Bundle;
import dev.docket.decision.id.BundleId;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.PrioritySource;
import dev.docket.digest.Digest;
import dev.docket.fixture.SmallBundle;
import dev.docket.order.Checkpoint;
import dev.docket.service.DecisionMeter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No label grows without end, whatever policies name and however often bundles are replaced. */
class BoundedCountersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void what_comes_beyond_the_limit_is_counted_together() {
        BoundedCounters counters = new BoundedCounters(registry, "some", "Some", 3, "one", "two");
        for (int i = 0; i < 100; i++) {
            counters.increment("a" + i, "b");
        }

        assertThat(registry.getMeters()).hasSize(4);
        assertThat(registry.get("some")
                        .tags("one", "OTHER", "two", "OTHER")
                        .counter()
                        .count())
                .isEqualTo(97);
    }

    @Test
    void a_thousand_bundles_with_their_own_queues_and_codes_leave_a_bounded_number_of_series() {
        Bundle active = SmallBundle.withoutModel();
        MicrometerMeter meter = new MicrometerMeter(registry, () -> active);
        for (int i = 0; i < 1_000; i++) {
            meter.ended(decided(i), DecisionMeter.Outcome.RECORDED);
        }

        assertThat(registry.find("docket.recorded").counters()).hasSize(RecentBundles.MOST);
        assertThat(values("bundle")).contains(digest(999).hex().substring(0, 12));
        assertThat(registry.find("docket.queued").counters()).hasSize(257);
        assertThat(registry.find("docket.exceptions").counters()).hasSize(257);
    }

    private Set<String> values(String label) {
        return registry.find("docket.recorded").counters().stream()
                .map(Meter::getId)
                .map(id -> String.valueOf(id.getTag(label)))
                .collect(Collectors.toSet());
    }

    private static DecisionMeter.Decided decided(int number) {
        return new DecisionMeter.Decided(
                new BundleId("orders", "v" + number, digest(number)),
                Checkpoint.ENTRY,
                Disposition.HOLD,
                "QUEUE_" + number,
                PrioritySource.MODEL,
                new TreeSet<>(Set.of("NEW-" + number)));
    }

    private static Digest digest(int number) {
        return Digest.over(new byte[] {(byte) number, (byte) (number >> 8)});
    }
}
