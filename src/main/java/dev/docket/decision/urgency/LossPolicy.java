package dev.docket.decision.urgency;

import dev.docket.order.Checkpoint;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What outcomes cost, as shares of an order's value, and how much loss makes which class. A policy of the deployment:
 * models learn how likely outcomes are, never what they cost.
 *
 * @param perDayLate for each day late, at most the whole value
 * @param otifPenalty for lateness to a customer with an on-time-in-full target
 * @param exceptions for each standing exception, by its code
 * @param avoidable how much of the expected loss acting can still save, by checkpoint
 */
public record LossPolicy(
        double perDayLate,
        double cancelled,
        double fraud,
        double otifPenalty,
        SortedMap<String, Double> exceptions,
        Map<Checkpoint, Double> avoidable,
        PriorityBands bands) {
    /** What holds where a bundle's parameters do not say. */
    public static final LossPolicy DEFAULT = new LossPolicy(
            0.05,
            0.5,
            1,
            0,
            new TreeMap<>(),
            Map.of(
                    Checkpoint.ENTRY, 0.8,
                    Checkpoint.RELEASE, 0.6,
                    Checkpoint.PICK, 0.4,
                    Checkpoint.SHIP, 0.2,
                    Checkpoint.POST_SHIP, 0.0),
            PriorityBands.DEFAULT);

    /**
     * The share of the value that lateness costs, at most the whole.
     *
     * @param days at least one counts
     * @param otif whether the customer has an on-time-in-full target
     */
    public double shareIfLate(double days, boolean otif) {
        return Math.min(1, perDayLate * Math.max(1, days) + (otif ? otifPenalty : 0));
    }

    /** The share of the value that standing exceptions cost. */
    public double shareOf(Iterable<String> codes) {
        double share = 0;
        for (String code : codes) {
            share += exceptions.getOrDefault(code, 0.0);
        }
        return share;
    }
}
