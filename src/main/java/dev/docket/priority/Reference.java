package dev.docket.priority;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How a feature, or the score, was distributed in training: what later orders are compared with.
 *
 * @param cuts of a number, the upper ends of all bins but the last; empty of a choice, whose bins are its values
 * @param shares of the training rows in each bin, the last one for absent
 */
public record Reference(String name, List<Double> cuts, List<Double> shares) {
    /** The name of the reference of the score, the probability that the order costs anything. */
    public static final String SCORE = "score";
    /** In place of how many names there are, where there are none. */
    public static final int OF_NUMBERS = -1;

    private static final int BINS = 10;
    // An empty bin would make the index infinite; this is the usual way out.
    private static final double LEAST_SHARE = 1e-4;

    public Reference {
        cuts = List.copyOf(cuts);
        shares = List.copyOf(shares);
    }

    /**
     * Refuses references that orders could not be counted by.
     *
     * @param references of a model, in the order of what they are of
     * @param names how many names each of those has; {@link #OF_NUMBERS} of a number
     * @throws IllegalArgumentException if there are others, or one has another number of bins
     */
    public static void require(List<Reference> references, List<Integer> names) {
        if (references.size() != names.size()) {
            throw new IllegalArgumentException(
                    "it has %s references for %s features".formatted(references.size(), names.size()));
        }
        for (int i = 0; i < names.size(); i++) {
            Reference reference = references.get(i);
            boolean isOfNumbers = names.get(i) == OF_NUMBERS;
            int bins = 2 + (isOfNumbers ? reference.cuts.size() : names.get(i));
            if (reference.shares.size() != bins || (!isOfNumbers && !reference.cuts.isEmpty())) {
                throw new IllegalArgumentException("the reference of %s has %s shares and %s cuts"
                        .formatted(reference.name, reference.shares.size(), reference.cuts.size()));
            }
        }
    }

    /** Of numbers: bins of about equal size. */
    public static Reference ofNumbers(String name, double[] values) {
        double[] present =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        List<Double> cuts = present.length == 0
                ? List.of()
                : IntStream.range(1, BINS)
                        .mapToObj(i -> present[i * present.length / BINS])
                        .distinct()
                        .toList();
        int bins = cuts.size() + 2;
        return new Reference(
                name,
                cuts,
                shares(Arrays.stream(values).mapToInt(value -> bin(cuts, value)).toArray(), bins));
    }

    /** Of a choice: a bin for each value, the one before the last for any other. */
    public static Reference ofChoices(String name, int names, double[] values) {
        int bins = names + 2;
        return new Reference(name, List.of(), shares(places(values, bins), bins));
    }

    /**
     * The population stability index: the sum of (now - then) * ln(now / then) over the bins. By custom below 0.1 is
     * stable and above 0.25 has moved.
     *
     * @param counts of later orders in each bin
     */
    double stabilityIndex(int[] counts) {
        return IntStream.range(0, counts.length)
                .mapToDouble(bin -> term(counts, bin))
                .sum();
    }

    /** The bin that the index owes most to. */
    int mostMoved(int[] counts) {
        int most = 0;
        for (int bin = 1; bin < counts.length; bin++) {
            most = term(counts, bin) > term(counts, most) ? bin : most;
        }
        return most;
    }

    private double term(int[] counts, int bin) {
        double then = Math.max(LEAST_SHARE, shares.get(bin));
        double now = Math.max(
                LEAST_SHARE,
                counts[bin] / (double) Math.max(1, IntStream.of(counts).sum()));
        return (now - then) * StrictMath.log(now / then);
    }

    /** @param natural value as the features give it: NaN, or for a choice below zero, where absent */
    int bin(double natural, boolean isChoice) {
        return isChoice ? place(natural, shares.size()) : bin(cuts, natural);
    }

    /** The values in a bin of numbers, in words. */
    String describe(int bin) {
        if (bin == cuts.size() + 1) {
            return "absent";
        }
        if (cuts.isEmpty()) {
            return "present";
        }
        if (bin == 0) {
            return String.format(Locale.ROOT, "up to %.4g", cuts.getFirst());
        }
        return bin == cuts.size()
                ? String.format(Locale.ROOT, "above %.4g", cuts.getLast())
                : String.format(Locale.ROOT, "%.4g to %.4g", cuts.get(bin - 1), cuts.get(bin));
    }

    private static int[] places(double[] values, int bins) {
        return Arrays.stream(values).mapToInt(value -> place(value, bins)).toArray();
    }

    private static int place(double value, int bins) {
        return value < 0 ? bins - 1 : (int) value;
    }

    private static int bin(List<Double> cuts, double value) {
        if (Double.isNaN(value)) {
            return cuts.size() + 1;
        }
        int bin = 0;
        while (bin < cuts.size() && value > cuts.get(bin)) {
            bin++;
        }
        return bin;
    }

    private static List<Double> shares(int[] places, int bins) {
        double[] shares = new double[bins];
        Arrays.stream(places).forEach(place -> shares[place] += 1.0 / places.length);
        return Arrays.stream(shares).boxed().toList();
    }
}
