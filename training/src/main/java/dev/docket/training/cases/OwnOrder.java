package dev.docket.training.cases;

import dev.docket.order.OrderSnapshot;
import dev.docket.sample.Outcome;
import java.util.OptionalDouble;

/**
 * An order that a deployment decided, with how it ended.
 *
 * @param order with a settled {@code asOf}
 * @param daysLate days after the promised day, below zero when early
 * @param cost what it really cost in the order's currency, if that was reported
 */
public record OwnOrder(OrderSnapshot order, int daysLate, boolean cancelled, boolean fraud, OptionalDouble cost) {
    Outcome outcome() {
        return new Outcome(daysLate, cancelled, fraud);
    }
}
