package dev.docket.service.replay;

import dev.docket.service.replay.change.Cause;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report over many replays. Amounts in different currencies are never added.
 *
 * @param decisions the number examined
 * @param same the number reproduced
 * @param notReplayed why the others could not be decided again
 * @param lackedBundles missing bundles whose decisions could not be decided again; only the first ones
 * @param extents how far the changes go
 * @param causes the causes of changed decisions; one decision may have several
 * @param flipCauses the causes of changed dispositions; one decision may have several
 * @param fields the fields that differ, and in how many decisions
 * @param flips changes of the disposition
 * @param totals the order value that moved, per currency
 * @param byCode per exception code; an order counts under each code that came or went with the change
 * @param byCustomer only the largest; what is left out is bounded by {@code missedAtMost}
 * @param samples some changed decisions, changed dispositions first, chosen by hash: random, yet the
 *     same each time
 */
public record ReplayReport(
        long decisions,
        long same,
        List<Count> notReplayed,
        List<LackedBundle> lackedBundles,
        List<Count> extents,
        List<Count> causes,
        List<Count> flipCauses,
        List<Count> fields,
        List<Flip> flips,
        List<Moved> totals,
        List<Moved> byCode,
        List<Moved> bySegment,
        List<Moved> byWarehouse,
        List<Moved> byCustomer,
        List<Sample> samples) {
    /** Nothing examined yet. */
    public static final ReplayReport EMPTY = new ReplayReport(
            0, 0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of(), List.of(), List.of());

    /** How many decisions have something. */
    public record Count(String name, long decisions) {}

    /**
     * A recorded bundle that is missing or unusable.
     *
     * @param decisions the number of decisions it made
     * @param firstDecisionId the id of the first of them
     */
    public record LackedBundle(String digest, long decisions, String firstDecisionId) {
        LackedBundle andOneMore() {
            return new LackedBundle(digest, decisions + 1, firstDecisionId);
        }
    }

    /** The number of orders that changed from one disposition to another, and their net amount. */
    public record Flip(String from, String to, String currency, long decisions, BigDecimal orderValue) {}

    /**
     * Orders that were automatic and now wait for a person or stop (held), and the reverse (released).
     *
     * @param name the code, segment, warehouse or customer; empty if the order has none
     * @param missedAtMost the most this name may have had before it was tracked
     */
    public record Moved(
            String name,
            String currency,
            long heldDecisions,
            BigDecimal held,
            long releasedDecisions,
            BigDecimal released,
            BigDecimal missedAtMost) {
        Moved plus(BigDecimal value, boolean isHeld) {
            return isHeld
                    ? new Moved(
                            name,
                            currency,
                            heldDecisions + 1,
                            held.add(value),
                            releasedDecisions,
                            released,
                            missedAtMost)
                    : new Moved(
                            name,
                            currency,
                            heldDecisions,
                            held,
                            releasedDecisions + 1,
                            released.add(value),
                            missedAtMost);
        }

        /** The most that can have moved under this name. */
        BigDecimal weight() {
            return held.add(released).add(missedAtMost);
        }
    }

    /**
     * A changed decision.
     *
     * @param rank the hash it was chosen by
     * @param moreDifferences the number of differences not listed
     */
    public record Sample(
            String rank,
            String decisionId,
            String orderId,
            String customerId,
            String from,
            String to,
            String currency,
            @Nullable BigDecimal orderValue,
            List<String> causes,
            List<SampleDifference> differences,
            int moreDifferences)
            implements Serializable {}

    /**
     * What differs.
     *
     * @param before JSON, shortened; null if absent
     * @param after JSON, shortened; null if absent
     */
    public record SampleDifference(
            String path, @Nullable String before, @Nullable String after, List<String> causes)
            implements Serializable {}

    public long changed() {
        return extents.stream().mapToLong(Count::decisions).sum();
    }

    /** How many decisions differ for one cause. */
    public long causedBy(Cause cause) {
        return causes.stream()
                .filter(count -> count.name().equals(cause.name()))
                .mapToLong(Count::decisions)
                .sum();
    }

    /** How many orders have another disposition. */
    public long flipped() {
        return flips.stream().mapToLong(Flip::decisions).sum();
    }
}
