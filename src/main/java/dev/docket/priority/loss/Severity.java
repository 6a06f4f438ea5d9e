package dev.docket.priority.loss;

import dev.docket.decision.urgency.LossPolicy;
import java.util.List;

/**
 * What an order costs when it costs anything, as a share of its value. Days late follow a regression on the logarithm, with
 * the residuals that training saw; cancellation and fraud have their shares of the costly orders.
 *
 * @param logDays of an order that is usual in everything
 * @param weights of the columns, on their scaled values
 * @param residuals equally probable quantiles of what the regression leaves open, on the logarithm
 * @param cancelled share of the costly orders that were cancelled, 0..1
 * @param fraud share of the costly orders that were fraud, 0..1
 */
public record Severity(double logDays, List<Double> weights, List<Double> residuals, double cancelled, double fraud) {
    // Beyond three years late nothing changes any more, and the exponential stays finite.
    private static final double LONGEST = 7;

    public Severity {
        weights = List.copyOf(weights);
        residuals = List.copyOf(residuals);
        if (residuals.isEmpty() || cancelled < 0 || fraud < 0 || cancelled + fraud > 1) {
            throw new IllegalArgumentException(
                    "severity needs residuals, and shares of cancelled (%s) and fraud (%s) within 0..1"
                            .formatted(cancelled, fraud));
        }
    }

    /** The share of the value that is lost on average. */
    double meanShare(double logDays, LossPolicy policy, boolean otif) {
        double late = 0;
        for (double residual : residuals) {
            late += lateShare(logDays + residual, policy, otif);
        }
        return (1 - cancelled - fraud) * late / residuals.size()
                + cancelled * policy.cancelled()
                + fraud * policy.fraud();
    }

    /**
     * How probable each class of realised loss is, given that there is one.
     *
     * @param value of the order, as a multiple of the typical one
     */
    double[] classes(double logDays, LossPolicy policy, boolean otif, double value, LossDocument.LossBands bands) {
        double[] shares = new double[3];
        double each = (1 - cancelled - fraud) / residuals.size();
        for (double residual : residuals) {
            shares[bands.classOf(value * lateShare(logDays + residual, policy, otif))] += each;
        }
        shares[bands.classOf(value * policy.cancelled())] += cancelled;
        shares[bands.classOf(value * policy.fraud())] += fraud;
        return shares;
    }

    private static double lateShare(double logDays, LossPolicy policy, boolean otif) {
        double days = Math.max(1, StrictMath.exp(Math.min(LONGEST, logDays)));
        return Math.min(1, policy.perDayLate() * days + (otif ? policy.otifPenalty() : 0));
    }
}
