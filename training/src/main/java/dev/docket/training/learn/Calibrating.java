package dev.docket.training.learn;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.priority.loss.PredictionSets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the thresholds of the prediction sets, each class on its own rows (Mondrian conformal prediction), on rows that the
 * scoring model was not trained on.
 */
final class Calibrating {
    /** Every class is in every set. */
    static final PredictionSets ALL = new PredictionSets(List.of(0.0, 0.0, 0.0, 0.0));

    private Calibrating() {}

    /** The probabilities of P1 to P4, and the place of the true class. */
    record Scored(List<Double> probabilities, int truth) {}

    /** @param coverage the least share of each class whose sets hold it, P1 to P4, 0..1 */
    static PredictionSets of(List<Scored> rows, List<Double> coverage) {
        List<Double> least = new ArrayList<>();
        for (int k = 0; k < PriorityClass.values().length; k++) {
            least.add(threshold(rows, k, coverage.get(k)));
        }
        return new PredictionSets(least);
    }

    /** The ceil((n + 1) c)-th greatest probability of the true class: the finite-sample quantile. */
    private static double threshold(List<Scored> rows, int truth, double coverage) {
        double[] falling = rows.stream()
                .filter(row -> row.truth() == truth)
                .mapToDouble(row -> -row.probabilities().get(truth))
                .sorted()
                .toArray();
        int place = (int) Math.ceil((falling.length + 1) * coverage) - 1;
        // A class that never occurs is in no set; one of which too few were seen is in every set.
        if (falling.length == 0) {
            return 1;
        }
        return place >= falling.length ? 0 : -falling[place];
    }
}
