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
    /** The share of each class that its sets should hold, P1 to P4, as the shipped model was calibrated for. */
    public static final List<Double> COVERAGE = List.of(0.8, 0.8, 0.8, 0.9);

    public SetCalibration {
        leastProbabilities = List.copyOf(leastProbabilities);
    }
}
