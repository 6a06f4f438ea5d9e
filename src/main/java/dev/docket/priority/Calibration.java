package dev.docket.priority;

import dev.docket.decision.PriorityClass;
import dev.docket.decision.Probabilities;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What makes scores honest.
 *
 * <p>Temperature scaling (Guo et al., 2017): scores are divided by one number, found on rows that the scored model was
 * not trained on. Split-conformal sets (Vovk et al.; Angelopoulos and Bates, 2021): a class is in the set when its
 * probability is at least {@code leastProbability}, which is one minus the conformal quantile of the scores
 * {@code 1 - p(true class)}.
 *
 * @param temperature above zero
 * @param leastProbability 0..1
 */
public record Calibration(double temperature, double leastProbability) {
    public Calibration {
        if (!(temperature > 0 && Double.isFinite(temperature))) {
            throw new IllegalArgumentException("temperature (%s) must be above zero".formatted(temperature));
        }
        if (!(leastProbability >= 0 && leastProbability <= 1)) {
            throw new IllegalArgumentException("leastProbability (%s) must be 0..1".formatted(leastProbability));
        }
    }

    /** The calibrated probabilities of the scores of P1 to P4. */
    public double[] probabilities(double[] scores) {
        double most = Arrays.stream(scores).max().orElseThrow();
        double[] probabilities = new double[scores.length];
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            probabilities[k] = StrictMath.exp((scores[k] - most) / temperature);
            sum += probabilities[k];
        }
        for (int k = 0; k < scores.length; k++) {
            probabilities[k] /= sum;
        }
        return probabilities;
    }

    /** The prediction set: never empty, since the most probable class is always in it. */
    public SortedSet<PriorityClass> candidates(Probabilities probabilities) {
        SortedSet<PriorityClass> candidates = new TreeSet<>();
        PriorityClass best = PriorityClass.P1;
        for (PriorityClass each : PriorityClass.values()) {
            best = probabilities.of(each) > probabilities.of(best) ? each : best;
            if (probabilities.of(each) >= leastProbability) {
                candidates.add(each);
            }
        }
        candidates.add(best);
        return candidates;
    }
}
