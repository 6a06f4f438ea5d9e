package dev.docket.priority.label;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.Probabilities;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What makes scores honest.
 *
 * <p>Temperature scaling (Guo et al., 2017): scores are divided by one number, found on rows that the scored model was
 * not trained on. Split-conformal sets (Vovk et al.; Angelopoulos and Bates, 2021): a class is in the set when its
 * probability is at least its threshold, which is the lower the rarer the class, or the sets would hold nothing but the
 * common class (docs/adr: prevalence-adjusted prediction sets).
 *
 * @param temperature above zero
 * @param leastProbabilities the thresholds of P1 to P4, 0..1
 */
public record Calibration(double temperature, List<Double> leastProbabilities) {
    private static final List<PriorityClass> CLASSES = List.of(PriorityClass.values());

    public Calibration {
        if (!(temperature > 0 && Double.isFinite(temperature))) {
            throw new IllegalArgumentException("temperature (%s) must be above zero".formatted(temperature));
        }
        leastProbabilities = List.copyOf(leastProbabilities);
        if (leastProbabilities.size() != CLASSES.size()
                || !leastProbabilities.stream().allMatch(least -> least >= 0 && least <= 1)) {
            throw new IllegalArgumentException(
                    "leastProbabilities (%s) must be four of 0..1".formatted(leastProbabilities));
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

    /** The probability that the order costs anything, which is that it is in no class but the last. */
    double costly(double[] scores) {
        return costlyAmong(probabilities(scores));
    }

    static double costlyAmong(double[] probabilities) {
        return 1 - probabilities[probabilities.length - 1];
    }

    /** The prediction set: when no class reaches its threshold the most probable one, so that it is never empty. */
    public SortedSet<PriorityClass> candidates(Probabilities probabilities) {
        SortedSet<PriorityClass> candidates = new TreeSet<>();
        PriorityClass best = PriorityClass.P1;
        for (int k = 0; k < CLASSES.size(); k++) {
            PriorityClass each = CLASSES.get(k);
            best = probabilities.of(each) > probabilities.of(best) ? each : best;
            if (probabilities.of(each) >= leastProbabilities.get(k)) {
                candidates.add(each);
            }
        }
        if (candidates.isEmpty()) {
            candidates.add(best);
        }
        return candidates;
    }
}
