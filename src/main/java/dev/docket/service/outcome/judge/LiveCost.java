package dev.docket.service.outcome.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How good a model's probabilities of cost have been, on orders of which it is known by now whether they cost anything. A pure function of
 * what was said and what happened.
 *
 * @param orders how many there are; with none the other numbers are not numbers
 * @param costly how many of them ended late, cancelled, as fraud or with a cost
 * @param logLoss mean of -ln p(what happened), at most {@code -ln 1e-6}: an answer has six decimals
 * @param brier mean squared distance between the probability and what happened, 0..1
 * @param bins the orders by what was said of them, the lowest first; a bin without orders is absent
 */
public record LiveCost(int orders, int costly, double logLoss, double brier, List<Bin> bins) {
    private static final double LEAST_PROBABILITY = 1e-6;

    // Narrow at the bottom, where most orders are.
    private static final List<Double> EDGES = List.of(0.0, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0);

    /**
     * What was said of an order, and what happened.
     *
     * @param probability that it costs anything, 0..1
     */
    public record Said(double probability, boolean isCostly) {
        private double ofWhatHappened() {
            return isCostly ? probability : 1 - probability;
        }

        private double squared() {
            double distance = 1 - ofWhatHappened();
            return distance * distance;
        }
    }

    /**
     * The orders with a probability in a range.
     *
     * @param from the lower end, inclusive, 0..1
     * @param to the upper end, exclusive but for 1
     * @param said the mean of the probabilities
     */
    public record Bin(double from, double to, int orders, int costly, double said) {}

    public LiveCost {
        bins = List.copyOf(bins);
    }

    /** Judges them together and in bins. */
    public static LiveCost of(List<Said> all) {
        List<Bin> bins = new ArrayList<>();
        for (int i = 1; i < EDGES.size(); i++) {
            double from = EDGES.get(i - 1);
            double to = EDGES.get(i);
            boolean isLast = i == EDGES.size() - 1;
            List<Said> in = all.stream()
                    .filter(one -> one.probability() >= from && (isLast || one.probability() < to))
                    .toList();
            if (!in.isEmpty()) {
                bins.add(new Bin(from, to, in.size(), costly(in), mean(in, Said::probability)));
            }
        }
        return new LiveCost(
                all.size(),
                costly(all),
                mean(all, one -> -Math.log(Math.max(LEAST_PROBABILITY, one.ofWhatHappened()))),
                mean(all, Said::squared),
                bins);
    }

    private static int costly(List<Said> all) {
        return (int) all.stream().filter(Said::isCostly).count();
    }

    private static double mean(List<Said> all, ToDoubleFunction<Said> value) {
        return all.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
}
