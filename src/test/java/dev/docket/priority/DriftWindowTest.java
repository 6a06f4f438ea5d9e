package dev.docket.priority;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.Edition;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.Measured;
import dev.docket.fixture.AlteredOrder;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.label.SampleModel;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleOrders;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftWindowTest {
    private static final Drift DRIFT = SampleModel.model().drift();
    private static final Classifier CLASSIFIER = SampleModel.model().classifier(Edition.SECOND);
    private static final List<OrderSnapshot> ORDERS =
            SampleOrders.history(7).map(PastOrder::snapshot).limit(1_000).toList();
    private static final List<Measured> MEASURED =
            ORDERS.stream().map(DriftWindowTest::measured).toList();

    @Test
    void few_orders_prove_nothing() {
        var window = new DriftWindow(DRIFT, 1_000);
        MEASURED.stream().limit(199).forEach(window::observe);

        assertThat(window.moved()).isEmpty();
        assertThat(window.stabilityIndex("score")).isNaN();
    }

    @Test
    void until_it_is_full_it_says_what_the_whole_list_says() {
        var window = new DriftWindow(DRIFT, 600);
        MEASURED.forEach(window::observe);

        assertThat(window.moved()).isEqualTo(DRIFT.of(ORDERS.stream()));
        assertThat(window.stabilityIndex("lead time"))
                .isEqualTo(window.moved().stream()
                        .filter(moved -> moved.name().equals("lead time"))
                        .findFirst()
                        .orElseThrow()
                        .stabilityIndex());
    }

    @Test
    void what_is_long_ago_is_forgotten() {
        var window = new DriftWindow(DRIFT, 200);
        MEASURED.forEach(window::observe);

        assertThat(window.moved()).isEqualTo(DRIFT.of(ORDERS.subList(800, 1_000).stream()));
    }

    @Test
    void no_order_is_lost_when_several_threads_count() {
        var window = new DriftWindow(DRIFT, 1_000_000);
        try (var threads = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 4).forEach(i -> threads.execute(() -> MEASURED.forEach(window::observe)));
        }

        assertThat(window.moved())
                .isEqualTo(DRIFT.of(IntStream.range(0, 4).boxed().flatMap(i -> ORDERS.stream())));
    }

    @Test
    void an_order_that_cannot_be_measured_is_not_counted() {
        OrderSnapshot order = ORDERS.getFirst();
        // Without a moment of decision the time left cannot be computed.
        var timeless = AlteredOrder.of(order, "asOf", null);

        assertThat(CLASSIFIER.assess(timeless).measured()).isNull();
    }

    private static Measured measured(OrderSnapshot order) {
        return requireNonNull(CLASSIFIER.assess(order).measured());
    }
}
