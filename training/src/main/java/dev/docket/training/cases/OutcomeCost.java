package dev.docket.training.cases;

import dev.docket.decision.urgency.LossPolicy;
import dev.docket.decision.urgency.PriorityBands;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.loss.LossDocument.LossBands;
import dev.docket.sample.Outcome;
import dev.docket.training.TrainingException;
import dev.docket.training.cases.Timeline.Moment;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;

/**
 * What an outcome cost, as a share of the order's value, and how costs become classes.
 *
 * @param fraud share lost to fraud
 * @param cancelled share lost to a cancellation
 * @param perDayLate share lost for each day late, at most all
 * @param p3Quantile the share of the positive costs that is P3
 * @param p2Quantile the share of the positive costs that is P3 or P2; with 1 there is no P1, and with 1 in both only
 *     cost (P3) and no cost (P4)
 */
public record OutcomeCost(double fraud, double cancelled, double perDayLate, double p3Quantile, double p2Quantile) {
    double of(OrderSnapshot snapshot, Outcome outcome) {
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
    static double value(OrderSnapshot snapshot) {
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

    /**
     * Where the costs of these orders are cut into classes, as multiples of the typical order value.
     *
     * @throws TrainingException if none has a cost
     */
    public LossBands bands(List<Moment> moments) {
        double[] positive = moments.stream()
                .filter(moment -> moment.one().isCostly())
                .mapToDouble(Moment::costMultiple)
                .sorted()
                .toArray();
        if (positive.length == 0) {
            throw new TrainingException("No order has an outcome that cost anything: there is nothing to learn.");
        }
        return new LossBands(quantile(positive, p3Quantile), quantile(positive, p2Quantile));
    }

    /** The place of the class of an outcome, 0 for P1. */
    public static int classOf(Moment moment, LossBands bands) {
        return moment.one().isCostly()
                ? bands.classOf(moment.costMultiple())
                : PriorityClass.IN_ORDER.indexOf(PriorityClass.P4);
    }

    /** With linear interpolation between the two nearest values. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
