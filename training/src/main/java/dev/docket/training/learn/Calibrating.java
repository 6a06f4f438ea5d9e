package dev.docket.training.learn;

import dev.docket.priority.Calibration;
import dev.docket.training.cases.Labelled;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the temperature and the thresholds of the prediction sets on rows that the scoring model was not trained on.
 *
 * <p>The conformal score of a class is its probability divided by the square root of how common the class is: half way
 * between the probability itself, whose sets leave out the rare classes, and prevalence-adjusted softmax (Ding, Fermanian
 * and Salmon, 2025), whose sets are twice as large. One quantile of it, so that the 90 % is that of all orders.
 */
final class Calibrating {
    private static final double COVERAGE = 0.9;
    private static final double COLDEST = 0.2;
    private static final double HOTTEST = 5;
    private static final int STEPS = 60;
    private static final double GOLDEN = (StrictMath.sqrt(5) - 1) / 2;

    private Calibrating() {}

    /** A row's scores of P1 to P4 and the place of its true class. */
    record Scored(List<Double> scores, int truth) {
        private double probability(Calibration calibration) {
            return calibration
                    .probabilities(
                            scores.stream().mapToDouble(Double::doubleValue).toArray())[truth];
        }
    }

    static Calibration of(List<Scored> rows) {
        double temperature = temperature(rows);
        return new Calibration(temperature, leastProbabilities(rows, Calibration.of(temperature)));
    }

    /** The temperature with the least log loss, by golden-section search, which works because the loss has one minimum. */
    private static double temperature(List<Scored> rows) {
        double low = COLDEST;
        double high = HOTTEST;
        for (int i = 0; i < STEPS; i++) {
            double third = high - GOLDEN * (high - low);
            double twoThirds = low + GOLDEN * (high - low);
            if (logLoss(rows, third) < logLoss(rows, twoThirds)) {
                high = twoThirds;
            } else {
                low = third;
            }
        }
        return (low + high) / 2;
    }

    private static double logLoss(List<Scored> rows, double temperature) {
        var calibration = Calibration.of(temperature);
        double sum = 0;
        for (Scored row : rows) {
            sum -= StrictMath.log(Math.max(1e-15, row.probability(calibration)));
        }
        return sum / rows.size();
    }

    /** From the ceil((n + 1) 0.9) greatest score of a true class: the finite-sample quantile. */
    private static List<Double> leastProbabilities(List<Scored> rows, Calibration calibration) {
        double[] roots = new double[Labelled.CLASSES.size()];
        rows.forEach(row -> roots[row.truth()] += 1.0 / rows.size());
        Arrays.setAll(roots, k -> StrictMath.sqrt(roots[k]));
        double[] misses = rows.stream()
                .mapToDouble(row -> -row.probability(calibration) / roots[row.truth()])
                .sorted()
                .toArray();
        int place = (int) Math.ceil((misses.length + 1) * COVERAGE) - 1;
        double least = -misses[Math.min(place, misses.length - 1)];
        // A class that never occurs is in no set.
        return Arrays.stream(roots)
                .mapToObj(root -> root == 0 ? 1 : Math.min(1, least * root))
                .toList();
    }
}
