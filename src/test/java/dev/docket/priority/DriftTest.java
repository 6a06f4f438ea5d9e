package dev.docket.priority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.order.OrderSnapshot;
import dev.docket.priority.label.SampleModel;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleOrders;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final Drift DRIFT = SampleModel.model().drift();

    @Test
    void orders_of_the_same_kind_have_not_moved() {
        List<OrderSnapshot> same = SampleOrders.history(4711)
                .map(PastOrder::snapshot)
                .filter(order -> order.order().lines().size() <= 2)
                .limit(2_000)
                .toList();
        assertThat(DRIFT.of(same.stream()))
                .filteredOn(moved -> moved.name().contains("late rate"))
                .isNotEmpty()
                .allMatch(moved -> moved.stabilityIndex() < 0.25);
    }

    @Test
    void orders_without_late_rates_have_moved_and_it_says_which_feature() {
        List<OrderSnapshot> bare = SampleOrders.history(4711)
                .map(PastOrder::snapshot)
                .filter(order -> order.shipment() == null)
                .limit(200)
                .toList();
        assertThat(DRIFT.of(bare.stream()))
                .filteredOn(moved -> moved.name().equals("lane late rate"))
                .singleElement()
                .satisfies(moved -> {
                    assertThat(moved.band()).isEqualTo("moved");
                    assertThat(moved.most()).startsWith("absent: ").endsWith(", 100 % now");
                });
    }

    @Test
    void the_index_is_that_of_the_formula() {
        var reference = new Reference("any", List.of(1.0), List.of(0.5, 0.5, 0.0));
        // 0.3 ln 1.6 - 0.3 ln 0.4
        assertThat(reference.stabilityIndex(new int[] {80, 20, 0}))
                .isCloseTo(0.3 * Math.log(4), org.assertj.core.api.Assertions.within(1e-9));
    }
}
