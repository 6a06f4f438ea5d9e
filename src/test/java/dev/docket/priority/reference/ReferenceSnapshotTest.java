package dev.docket.priority.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.docket.decision.urgency.LossEstimate;
import dev.docket.order.OrderSnapshot;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleOrders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReferenceSnapshotTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final List<OrderSnapshot> ORDERS =
            SampleOrders.history(5).map(PastOrder::snapshot).limit(400).toList();

    @Test
    void the_same_events_give_the_same_bytes_and_the_bytes_the_same_snapshot() {
        byte[] once = taken().toBytes();
        assertThat(taken().toBytes()).isEqualTo(once);
        assertThat(ReferenceSnapshot.fromBytes(once)).isEqualTo(taken());
    }

    @Test
    void a_rate_of_few_orders_is_drawn_to_that_of_all_and_an_old_outcome_counts_less() {
        OrderSnapshot order = ORDERS.getFirst();
        var builder = new ReferenceBuilder();
        builder.decided(MetOrder.of(order));
        double before = rateOf(builder, order, TODAY);
        builder.matured(MetOrder.of(order), TODAY, true);
        double now = rateOf(builder, order, TODAY);
        double later = rateOf(builder, order, TODAY.plusDays(240));

        assertThat(before).as("nothing is known").isNaN();
        // Of all orders: (1 + 5 x 0.1) / 6 = 0.25; of this customer: (1 + 5 x 0.25) / 6.
        assertThat(now).isCloseTo(0.375, within(1e-6));
        assertThat(later).as("after four half-lives").isNaN();
    }

    @Test
    void orders_that_are_overdue_count_until_they_are_delivered() {
        OrderSnapshot order = ORDERS.getFirst();
        var builder = new ReferenceBuilder();
        builder.decided(MetOrder.of(order));
        builder.overdue(MetOrder.of(order), true);
        assertThat(at(builder, TODAY).overdue(Party.CUSTOMER, order)).isEqualTo(1);
        builder.overdue(MetOrder.of(order), false);
        assertThat(at(builder, TODAY).overdue(Party.CUSTOMER, order)).isNaN();
    }

    @Test
    void a_snapshot_of_very_many_customers_keeps_those_with_the_most_orders() {
        var builder = new ReferenceBuilder();
        MetOrder like = MetOrder.of(ORDERS.getFirst());
        builder.decided(like);
        for (int i = 0; i < 3_000; i++) {
            MetOrder order = new MetOrder(
                    like.decidedAt(),
                    like.promised(),
                    like.currency(),
                    Map.of(Party.CUSTOMER, "C-" + i),
                    like.value(),
                    like.quantity(),
                    like.unitPrice(),
                    like.leadDays(),
                    like.otif());
            builder.matured(order, TODAY, false);
            if (i >= 2_500) {
                builder.matured(order, TODAY, true);
            }
        }
        var customers = Objects.requireNonNull(at(builder, TODAY).counts().get(Party.CUSTOMER));
        assertThat(customers).hasSize(1_000).containsKeys("C-2500", "C-2999");
        assertThat(at(builder, TODAY).toBytes().length).isLessThan(80_000);
    }

    @Test
    void a_snapshot_without_thresholds_has_the_bytes_that_it_always_had() throws IOException {
        byte[] shipped = Files.readAllBytes(Path.of("models/priority/5/reference.json"));
        assertThat(ReferenceSnapshot.fromBytes(shipped).toBytes()).isEqualTo(shipped);
        ReferenceSnapshot followed = ReferenceSnapshot.fromBytes(shipped).withSets(List.of(0.1, 0.2, 0.3, 0.4));
        assertThat(ReferenceSnapshot.fromBytes(followed.toBytes())).isEqualTo(followed);
    }

    @Test
    void a_percentile_is_the_share_of_lesser_losses() {
        List<Double> losses =
                LossQuantiles.of(IntStream.rangeClosed(0, 1000).asDoubleStream().toArray());
        ReferenceSnapshot reference = taken().withLosses(losses);
        assertThat(reference.percentile(0)).isZero();
        assertThat(reference.percentile(970)).isEqualTo(97);
        assertThat(reference.percentile(969.9)).isEqualTo(96.9);
        assertThat(reference.percentile(1e9)).isEqualTo(100);
    }

    @Test
    void a_damaged_snapshot_is_refused() {
        for (String damaged : List.of("", "{}", "[]", "{\"takenAt\":\"2026-03-02T12:00:00Z\"}")) {
            assertThatThrownBy(() -> ReferenceSnapshot.fromBytes(damaged.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no reference snapshot");
        }
    }

    private static ReferenceSnapshot taken() {
        var builder = new ReferenceBuilder();
        for (int i = 0; i < ORDERS.size(); i++) {
            builder.decided(MetOrder.of(ORDERS.get(i)));
            builder.matured(MetOrder.of(ORDERS.get(i)), TODAY.minusDays(400 - i), i % 5 == 0);
        }
        return at(builder, TODAY);
    }

    private static ReferenceSnapshot at(ReferenceBuilder builder, LocalDate day) {
        return builder.at(
                day.atTime(12, 0).toInstant(ZoneOffset.UTC), LossEstimate.Basis.OWN, 10_000, List.of(0.0, 1.0));
    }

    private static double rateOf(ReferenceBuilder builder, OrderSnapshot order, LocalDate day) {
        return at(builder, day).rate(Party.CUSTOMER, order);
    }
}
