package dev.docket.training.cases;

import dev.docket.order.OrderSnapshot;
import dev.docket.sample.Outcome;
import dev.docket.sample.PastOrder;
import dev.docket.training.config.OutcomeCost;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;

/**
 * An order whose outcome is known.
 *
 * @param cost what the outcome cost, in the currency of the data
 * @param group what shares one fate with others
 */
public record Case(OrderSnapshot snapshot, Outcome outcome, double cost, String group) {
    /** By the moment of decision; the rest only makes the order the same every time. */
    public static final Comparator<Case> BY_TIME = Comparator.comparing(Case::at)
            .thenComparing(Case::group)
            .thenComparing(one -> one.snapshot().requestId());

    public static Case of(PastOrder order, Outcome outcome, OutcomeCost costs) {
        return new Case(order.snapshot(), outcome, costs.of(order.snapshot(), outcome), order.group());
    }

    static Case of(OwnOrder own, OutcomeCost costs) {
        OrderSnapshot order = own.order();
        return new Case(
                order,
                own.outcome(),
                own.cost().orElseGet(() -> costs.of(order, own.outcome())),
                order.order().orderId());
    }

    public Instant at() {
        return snapshot.now();
    }

    public LocalDate day() {
        return LocalDate.ofInstant(at(), ZoneOffset.UTC);
    }

    public double value() {
        return OutcomeCost.value(snapshot);
    }

    public boolean isCostly() {
        return cost > 0;
    }

    /** Whether it was late, and neither cancelled nor fraud. */
    public boolean isLate() {
        return !outcome.cancelled() && !outcome.fraud() && outcome.daysLate() > 0;
    }

    /**
     * Whether its outcome was still open when the decision was due. What was delivered by then is no order to learn from: the
     * decision could not change it.
     */
    public boolean isOpen() {
        LocalDate promised = snapshot.order().promisedDeliveryDate();
        return promised == null
                || outcome.cancelled()
                || outcome.fraud()
                || promised.plusDays(outcome.daysLate()).isAfter(day());
    }

    /** The day on which it was no longer overdue; only of late ones with a promise. */
    LocalDate deliveredOn() {
        LocalDate promised = snapshot.order().promisedDeliveryDate();
        return promised == null ? day() : promised.plusDays(outcome.daysLate());
    }
}
