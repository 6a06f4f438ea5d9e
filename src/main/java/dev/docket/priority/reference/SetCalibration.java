package dev.docket.priority.reference;

import dev.docket.decision.urgency.PriorityClass;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * What prediction sets begin with, and what an outcome must be known of to follow it.
 *
 * @param leastProbabilities the thresholds that the model came with, P1 to P4, 0..1
 * @param classOfLoss from a realised loss, as a multiple of the typical order value, to the class that the model means by it
 */
public record SetCalibration(List<Double> leastProbabilities, DoubleFunction<PriorityClass> classOfLoss) {
    /**
     * How often the probability of each true class should reach its threshold, P1 to P4, as the shipped model was calibrated for. A
     * set always holds the answered class, and P4 is answered most: it is covered more often than its level says, so that a higher
     * one would only widen the sets of urgent orders.
     */
    public static final List<Double> COVERAGE = List.of(0.8, 0.8, 0.8, 0.5);

    public SetCalibration {
        leastProbabilities = List.copyOf(leastProbabilities);
    }
}
