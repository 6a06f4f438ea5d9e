package dev.docket.priority.reference;

import dev.docket.decision.urgency.PriorityClass;
import java.util.Arrays;
import java.util.List;

/**
 * Thresholds of prediction sets that follow what became of orders: each outcome whose class the set missed lowers the threshold
 * of that class, each one that it held raises it a little, so that in the long run each class is covered as often as it
 * should be, however the world changes. Quantile tracking after Angelopoulos, Candès and Tibshirani, <cite>Conformal PID
 * Control for Time Series Prediction</cite> (2023), on the logarithm of the threshold, because those of rare classes are small.
 *
 * <p>Not thread-safe.
 */
public final class TrackedThresholds {
    /** How far one miss moves the logarithm of a threshold, times the share that should be covered. */
    public static final double STEP = 0.1;

    private static final double LEAST = 1e-6;

    private static final double MICRO = 1e6;

    private final double[] thresholds;
    private final List<Double> coverage;
    private final double step;
    private boolean learned;

    /**
     * @param start the thresholds to begin with, P1 to P4, 0..1
     * @param coverage the share of each class that its sets should hold, P1 to P4, 0..1
     * @param step how fast they follow, above 0
     */
    public TrackedThresholds(List<Double> start, List<Double> coverage, double step) {
        this.thresholds =
                start.stream().mapToDouble(each -> Math.max(LEAST, each)).toArray();
        this.coverage = List.copyOf(coverage);
        this.step = step;
    }

    /**
     * Learns of one outcome.
     *
     * @param truth the class that the order turned out to be
     * @param probability what the model had said of that class, 0..1
     */
    public void learn(PriorityClass truth, double probability) {
        learned = true;
        int k = PriorityClass.IN_ORDER.indexOf(truth);
        double miss = (probability >= thresholds[k] ? 0 : 1) - (1 - coverage.get(k));
        thresholds[k] = Math.min(1, Math.max(LEAST, thresholds[k] * StrictMath.exp(-step * miss)));
    }

    /** The thresholds now, P1 to P4, 0..1, with six decimals; empty while nothing was learned. */
    public List<Double> now() {
        return learned
                ? Arrays.stream(thresholds)
                        .mapToObj(each -> Math.rint(each * MICRO) / MICRO)
                        .toList()
                : List.of();
    }
}
