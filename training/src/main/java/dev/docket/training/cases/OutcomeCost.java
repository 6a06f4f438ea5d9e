package dev.docket.training.cases;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.ModelDocument.LabelThresholds;
import dev.docket.sample.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

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

    /** The classes that an outcome can have. */
    List<PriorityClass> classes() {
        List<PriorityClass> classes = new ArrayList<>(List.of(PriorityClass.P3, PriorityClass.P4));
        if (p3Quantile < p2Quantile) {
            classes.addFirst(PriorityClass.P2);
        }
        if (p2Quantile < 1) {
            classes.addFirst(PriorityClass.P1);
        }
        return List.copyOf(classes);
    }

    /** @param positiveCosts sorted, of the training part */
    LabelThresholds thresholds(double[] positiveCosts) {
        return new LabelThresholds(quantile(positiveCosts, p3Quantile), quantile(positiveCosts, p2Quantile));
    }

    public static PriorityClass label(double cost, LabelThresholds thresholds) {
        if (cost <= 0) {
            return PriorityClass.P4;
        }
        return cost <= thresholds.p3AtMost()
                ? PriorityClass.P3
                : cost <= thresholds.p2AtMost() ? PriorityClass.P2 : PriorityClass.P1;
    }

    /** With linear interpolation between the two nearest values. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
