package dev.docket.priority.loss;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.Probabilities;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Prediction sets of classes, each class with a threshold of its own (Mondrian conformal prediction, Vovk et al.), made
 * intervals that contain the answered class.
 *
 * @param leastProbabilities a class is in the set from this probability on, P1 to P4, 0..1
 */
public record PredictionSets(List<Double> leastProbabilities) {
    private static final List<PriorityClass> CLASSES = List.of(PriorityClass.values());

    public PredictionSets {
        leastProbabilities = List.copyOf(leastProbabilities);
        if (leastProbabilities.size() != CLASSES.size()
                || !leastProbabilities.stream().allMatch(least -> least >= 0 && least <= 1)) {
            throw new IllegalArgumentException(
                    "leastProbabilities (%s) must be four of 0..1".formatted(leastProbabilities));
        }
    }

    /**
     * The set of an order.
     *
     * @param unknown how much of the model's input is unknown, weighted by importance, 0..1: the more, the wider the set
     */
    public SortedSet<PriorityClass> of(Probabilities probabilities, PriorityClass answered, double unknown) {
        int first = CLASSES.indexOf(answered);
        int last = CLASSES.indexOf(answered);
        for (int k = 0; k < CLASSES.size(); k++) {
            if (probabilities.of(CLASSES.get(k)) >= leastProbabilities.get(k) * (1 - unknown)) {
                first = Math.min(first, k);
                last = Math.max(last, k);
            }
        }
        SortedSet<PriorityClass> set = new TreeSet<>();
        for (int k = first; k <= last; k++) {
            set.add(CLASSES.get(k));
        }
        return set;
    }
}
