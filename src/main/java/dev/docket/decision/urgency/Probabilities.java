package dev.docket.decision.urgency;

/**
 * The probability of each priority class, rounded to six decimals. All further results are computed from the rounded
 * numbers, so that anyone with the answer can reproduce them.
 */
public record Probabilities(double p1, double p2, double p3, double p4) {
    private static final double TOLERANCE = 1e-5;

    public Probabilities {
        p1 = rounded(p1);
        p2 = rounded(p2);
        p3 = rounded(p3);
        p4 = rounded(p4);
        double sum = p1 + p2 + p3 + p4;
        if (!(Math.abs(sum - 1) <= TOLERANCE) || p1 < 0 || p2 < 0 || p3 < 0 || p4 < 0) {
            throw new IllegalArgumentException(
                    "probabilities (%s, %s, %s, %s) must be 0..1 and add up to 1".formatted(p1, p2, p3, p4));
        }
    }

    public double of(PriorityClass priority) {
        return switch (priority) {
            case P1 -> p1;
            case P2 -> p2;
            case P3 -> p3;
            case P4 -> p4;
        };
    }

    /** The class with the lowest expected cost; ties go to the more urgent. */
    public PriorityClass cheapest(PriorityCost cost) {
        PriorityClass best = PriorityClass.P1;
        double lowest = Double.POSITIVE_INFINITY;
        for (PriorityClass candidate : PriorityClass.values()) {
            double expected = 0;
            for (PriorityClass truth : PriorityClass.values()) {
                expected += of(truth) * cost.of(candidate, truth);
            }
            if (expected < lowest - 1e-9) {
                lowest = expected;
                best = candidate;
            }
        }
        return best;
    }

    private static double rounded(double probability) {
        return Math.round(probability * 1e6) / 1e6;
    }
}
