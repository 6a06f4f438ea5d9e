package dev.docket.training.config;

import dev.docket.decision.urgency.LossPolicy;
import dev.docket.decision.urgency.PriorityBands;
import dev.docket.order.OrderSnapshot;
import dev.docket.sample.Outcome;
import java.math.BigDecimal;
import java.util.TreeMap;

/**
 * What an outcome cost, as a share of the order's value, and how costs are cut into classes.
 *
 * @param fraud share lost to fraud
 * @param cancelled share lost to a cancellation
 * @param perDayLate share lost for each day late, at most all
 * @param p3Quantile the share of the positive costs that is P3
 * @param p2Quantile the share of the positive costs that is P3 or P2; with 1 there is no P1, and with 1 in both only
 *     cost (P3) and no cost (P4)
 */
public record OutcomeCost(double fraud, double cancelled, double perDayLate, double p3Quantile, double p2Quantile) {
    /** In the order's currency; 0 for an order without an amount. */
    public double of(OrderSnapshot snapshot, Outcome outcome) {
        double value = value(snapshot);
        if (outcome.fraud()) {
            return value * fraud;
        }
        if (outcome.cancelled()) {
            return value * cancelled;
        }
        return value * Math.min(1, perDayLate * Math.max(0, outcome.daysLate()));
    }

    /** The net amount of an order, 0 without one. */
    public static double value(OrderSnapshot snapshot) {
        BigDecimal net = snapshot.order().netAmountFromZero();
        return net == null ? 0 : net.doubleValue();
    }

    /** The same as a policy: what outcomes cost, with no cost of exceptions. */
    public LossPolicy policy() {
        return new LossPolicy(
                perDayLate,
                cancelled,
                fraud,
                0,
                new TreeMap<>(),
                LossPolicy.DEFAULT.avoidable(),
                PriorityBands.DEFAULT);
    }
}
