package dev.docket.priority.reference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The distribution of expected losses, each as a multiple of the typical order value. */
public final class LossQuantiles {
    private static final int STEPS = 200;
    private static final double MICRO = 1e6;

    private LossQuantiles() {}

    /**
     * The quantiles in steps of half a percent, from the least to the greatest.
     *
     * @param multiples at least one, finite and not below zero
     */
    public static List<Double> of(double[] multiples) {
        double[] sorted = Arrays.stream(multiples).sorted().toArray();
        int last = sorted.length - 1;
        return IntStream.rangeClosed(0, STEPS)
                .mapToObj(i -> between(sorted, (double) i / STEPS * last))
                .map(value -> Math.rint(value * MICRO) / MICRO)
                .toList();
    }

    private static double between(double[] sorted, double place) {
        int below = (int) Math.floor(place);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
