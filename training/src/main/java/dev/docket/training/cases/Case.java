package dev.docket.training.cases;

import dev.docket.order.OrderSnapshot;
import dev.docket.sample.Outcome;
import dev.docket.sample.PastOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/**
 * An order whose outcome is known.
 *
 * @param cost what the outcome cost, in the currency of the data
 * @param group what shares one fate with others
 */
public record Case(OrderSnapshot snapshot, Outcome outcome, double cost, String group) {
    // Without a promised day an outcome counts after so many days.
    private static final int DAYS_TO_MATURE = 30;

    /** By the moment of decision; the rest only makes the order the same every time. */
    static final Comparator<Case> BY_TIME = Comparator.comparing(Case::at)
            .thenComparing(Case::group)
            .thenComparing(one -> one.snapshot().requestId());

    static Case of(PastOrder order, Outcome outcome, OutcomeCost costs) {
        return new Case(order.snapshot(), outcome, costs.of(order.snapshot(), outcome), order.group());
    }

    /**
     * Cases of a deployment, in order of time.
     *
     * @param costs what outcomes cost where nobody reported it
     */
    public static List<Case> ofOwn(List<OwnOrder> orders, OutcomeCost costs) {
        return orders.stream()
                .map(own -> new Case(
                        own.order(),
                        own.outcome(),
                        own.cost().orElseGet(() -> costs.of(own.order(), own.outcome())),
                        own.order().order().orderId()))
                .sorted(BY_TIME)
                .toList();
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

    /**
     * The day from which the outcome counts: the day after the promise, late or not. If early deliveries counted earlier
     * than late ones, the rates would begin too low.
     */
    public LocalDate matureOn() {
        LocalDate promised = snapshot.order().promisedDeliveryDate();
        LocalDate after = promised == null ? day().plusDays(DAYS_TO_MATURE) : promised.plusDays(1);
        return after.isAfter(day()) ? after : day().plusDays(1);
    }

    /** The day on which it was no longer overdue; only of late ones with a promise. */
    LocalDate deliveredOn() {
        LocalDate promised = snapshot.order().promisedDeliveryDate();
        return promised == null ? matureOn() : promised.plusDays(outcome.daysLate());
    }
}
