package dev.docket.training.learn;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.priority.loss.PredictionSets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the thresholds of the prediction sets, each class on its own rows (Mondrian conformal prediction), on rows that the
 * scoring model was not trained on.
 */
public final class Calibrating {
    /** Every class is in every set. */
    static final PredictionSets ALL = new PredictionSets(List.of(0.0, 0.0, 0.0, 0.0));

    private Calibrating() {}

    /**
     * What was said of an order, and what became of it.
     *
     * @param probabilities of P1 to P4
     * @param truth the place of the true class
     * @param day of the decision
     */
    public record Scored(List<Double> probabilities, int truth, LocalDate day) {}

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
