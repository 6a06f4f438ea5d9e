package dev.docket.training.cases;

import dev.docket.order.OrderSnapshot;
import dev.docket.sample.Outcome;
import dev.docket.sample.PastOrder;
import java.time.Instant;
import java.util.Comparator;

/**
 * An order whose outcome is known.
 *
 * @param cost what the outcome cost, in the currency of the data
 */
public record Case(OrderSnapshot snapshot, double cost, String group) {
    /** By the moment of decision; the rest only makes the order the same every time. */
    static final Comparator<Case> BY_TIME = Comparator.comparing(Case::at)
            .thenComparing(Case::group)
            .thenComparing(one -> one.snapshot().requestId());

    static Case of(PastOrder order, Outcome outcome, OutcomeCost costs) {
        return new Case(order.snapshot(), costs.of(order.snapshot(), outcome), order.group());
    }

    public Instant at() {
        return snapshot.now();
    }

    public double value() {
        return OutcomeCost.value(snapshot);
    }
}
