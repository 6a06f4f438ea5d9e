package dev.docket.measure;

import java.util.Arrays;
import java.util.Locale;

/**
 * What many rounds gave.
 *
 * @param low from here
 * @param high to here the true median lies, with 95 %; the least and the greatest where there are fewer than six rounds
 */
public record Spread(double median, double low, double high) {
    private static final double TAIL = 0.025;

    /** @throws IllegalArgumentException without any round */
    public static Spread of(double... rounds) {
        if (rounds.length == 0) {
            throw new IllegalArgumentException("no rounds");
        }
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        int outside = outside(sorted.length);
        double median = (sorted[last / 2] + sorted[sorted.length / 2]) / 2;
        return new Spread(median, sorted[outside], sorted[last - outside]);
    }

    /** How many values may be left out at each end: as many as would rarely all lie on one side of the true median. */
    private static int outside(int rounds) {
        double chance = Math.pow(0.5, rounds);
        double below = chance;
        int left = 0;
        while (below <= TAIL && left < rounds / 2) {
            left++;
            chance *= (double) (rounds - left + 1) / left;
            below += chance;
        }
        return Math.max(0, left - 1);
    }

    /** The same in another unit. */
    public Spread times(double factor) {
        return new Spread(median * factor, low * factor, high * factor);
    }

    /** Median and interval, such as {@code 2.04 (1.98 to 2.11)}. */
    public String text(String format) {
        return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")", median, low, high);
    }
}
