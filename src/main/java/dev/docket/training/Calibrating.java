package dev.docket.training;

import dev.docket.priority.Calibration;
import java.util.List;

/** Finds temperature and conformal quantile on rows that the scoring model was not trained on. */
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
        return new Calibration(temperature, leastProbability(rows, new Calibration(temperature, 0)));
    }

    /** The temperature with the least log loss, by golden-section search: the loss has one valley in it. */
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
        var calibration = new Calibration(temperature, 0);
        double sum = 0;
        for (Scored row : rows) {
            sum -= StrictMath.log(Math.max(1e-15, row.probability(calibration)));
        }
        return sum / rows.size();
    }

    /** One minus the ceil((n + 1) 0.9) smallest of the scores 1 - p(true class): the finite-sample quantile. */
    private static double leastProbability(List<Scored> rows, Calibration calibration) {
        double[] misses = rows.stream()
                .mapToDouble(row -> 1 - row.probability(calibration))
                .sorted()
                .toArray();
        int place = (int) Math.ceil((misses.length + 1) * COVERAGE) - 1;
        return 1 - misses[Math.min(place, misses.length - 1)];
    }
}
