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
    /** With such numbers, a loss stays finite for every order. */
    private static final double LARGEST_WEIGHT = 1e6;

    private static final double LARGEST_LOGARITHM = 50;

    /** The factors that the residuals are on the days themselves. */
    private double[] factors() {
        return residuals.stream().mapToDouble(StrictMath::exp).toArray();
    }

    public Severity {
        weights = List.copyOf(weights);
        residuals = List.copyOf(residuals);
        if (residuals.isEmpty() || cancelled < 0 || fraud < 0 || cancelled + fraud > 1) {
            throw new IllegalArgumentException(
                    "severity needs residuals, and shares of cancelled (%s) and fraud (%s) within 0..1"
                            .formatted(cancelled, fraud));
        }
        requireWithin(LARGEST_WEIGHT, weights);
        requireWithin(LARGEST_LOGARITHM, residuals);
        requireWithin(LARGEST_LOGARITHM, List.of(logDays));
    }

    private static void requireWithin(double largest, List<Double> numbers) {
        for (double number : numbers) {
            if (!(Math.abs(number) <= largest)) {
                throw new IllegalArgumentException(
                        "severity has the number %s, and at most %s is allowed there".formatted(number, largest));
            }
        }
    }

    /** The same ready to be asked often. */
    Losses losses() {
        return new Losses(this);
    }

    /** A severity with its residuals as factors, since an exponential for each would cost most of an estimate. */
    static final class Losses {
        private final Severity severity;
        private final double[] factors;

        private Losses(Severity severity) {
            this.severity = severity;
            this.factors = severity.factors();
        }

        double logDays() {
            return severity.logDays;
        }

        /** The share of the value that is lost on average. */
        double meanShare(double logDays, LossPolicy policy, boolean otif) {
            double days = days(logDays);
            double late = 0;
            for (double factor : factors) {
                late += policy.shareIfLate(days * factor, otif);
            }
            return (1 - severity.cancelled - severity.fraud) * late / factors.length
                    + severity.cancelled * policy.cancelled()
                    + severity.fraud * policy.fraud();
        }

        /**
         * How probable each class of realised loss is, given that there is one.
         *
         * @param value of the order, as a multiple of the typical one
         */
        double[] classes(double logDays, LossPolicy policy, boolean otif, double value, LossDocument.LossBands bands) {
            double days = days(logDays);
            double[] shares = new double[3];
            double each = (1 - severity.cancelled - severity.fraud) / factors.length;
            for (double factor : factors) {
                shares[bands.classOf(value * policy.shareIfLate(days * factor, otif))] += each;
            }
            shares[bands.classOf(value * policy.cancelled())] += severity.cancelled;
            shares[bands.classOf(value * policy.fraud())] += severity.fraud;
            return shares;
        }

        private static double days(double logDays) {
            return StrictMath.exp(Math.min(LONGEST, logDays));
        }
    }
}
