package dev.docket.priority;

import java.util.Arrays;
import java.util.List;

/**
 * How a feature, or the score, was distributed in training: what later orders are compared with.
 *
 * @param cuts of a number, the upper ends of all bins but the last; empty of a choice, whose bins are its values
 * @param shares of the training rows in each bin, the last one for absent
 */
public record Reference(String name, List<Double> cuts, List<Double> shares) {
    /** The name of the reference of the score, the probability that the order costs anything. */
    public static final String SCORE = "score";

    private static final int BINS = 10;
    // An empty bin would make the index infinite; this is the usual way out.
    private static final double LEAST_SHARE = 1e-4;

    public Reference {
        cuts = List.copyOf(cuts);
        shares = List.copyOf(shares);
    }

    /** Of numbers: bins of about equal size. */
    static Reference ofNumbers(String name, double[] values) {
        double[] present =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        List<Double> cuts = present.length == 0
                ? List.of()
                : java.util.stream.IntStream.range(1, BINS)
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
    static Reference ofChoices(Feature.Choice choice, double[] values) {
        int bins = choice.names().size() + 2;
        return new Reference(choice.name(), List.of(), shares(places(values, bins), bins));
    }

    /**
     * The population stability index: the sum of (now - then) * ln(now / then) over the bins. By custom below 0.1 is
     * stable and above 0.25 has moved.
     *
     * @param values natural values as the features give them: NaN, or for a choice below zero, where absent
     */
    public double stabilityIndex(double[] values, boolean isChoice) {
        int bins = shares.size();
        int[] places = isChoice
                ? places(values, bins)
                : Arrays.stream(values).mapToInt(value -> bin(cuts, value)).toArray();
        List<Double> now = shares(places, bins);
        double index = 0;
        for (int i = 0; i < bins; i++) {
            double then = Math.max(LEAST_SHARE, shares.get(i));
            double here = Math.max(LEAST_SHARE, now.get(i));
            index += (here - then) * StrictMath.log(here / then);
        }
        return index;
    }

    private static int[] places(double[] values, int bins) {
        return Arrays.stream(values)
                .mapToInt(value -> value < 0 ? bins - 1 : (int) value)
                .toArray();
    }

    private static int bin(List<Double> cuts, double value) {
        if (Double.isNaN(value)) {
            return cuts.size() + 1;
        }
        return (int) cuts.stream().filter(cut -> value > cut).count();
    }

    private static List<Double> shares(int[] places, int bins) {
        double[] shares = new double[bins];
        Arrays.stream(places).forEach(place -> shares[place] += 1.0 / places.length);
        return Arrays.stream(shares).boxed().toList();
    }
}
