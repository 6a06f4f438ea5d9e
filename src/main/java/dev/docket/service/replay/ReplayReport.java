package dev.docket.service.replay;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of many replays. Amounts of different currencies are never added.
 *
 * @param decisions how many were looked at
 * @param same how many are the same
 * @param notReplayed why others could not be decided again
 * @param lackedBundles whose decisions could not be decided again; the first ones only
 * @param extents how far the changes go
 * @param causes of changed decisions; one may have several
 * @param flipCauses of changed dispositions; one may have several
 * @param fields what differs, in how many decisions
 * @param flips changes of the disposition
 * @param totals what moved, one for each currency
 * @param byCode an order counts under each exception code that came or went with the change
 * @param byCustomer the largest only; what was left out is bounded by {@code missedAtMost}
 * @param samples some changed decisions, changes of the disposition first, chosen by a hash: a random choice that is the
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
    /** Nothing was looked at yet. */
    public static final ReplayReport EMPTY = new ReplayReport(
            0, 0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of(), List.of(), List.of());

    /** How many decisions have something. */
    public record Count(String name, long decisions) {}

    /**
     * A bundle that decided and is not to be had.
     *
     * @param decisions that it made
     * @param firstDecisionId of the first of them
     */
    public record LackedBundle(String digest, long decisions, String firstDecisionId) {
        LackedBundle andOneMore() {
            return new LackedBundle(digest, decisions + 1, firstDecisionId);
        }
    }

    /** How many orders went from one disposition to another, and their net amount. */
    public record Flip(String from, String to, String currency, long decisions, BigDecimal orderValue) {}

    /**
     * Orders that went on by themselves and now wait for a person or stop (held), and the reverse (released).
     *
     * @param name of the code, segment, warehouse or customer; empty when the order has none
     * @param missedAtMost how much this name may have had before it was among the largest
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
     * @param rank what it was chosen by
     * @param moreDifferences how many there are beyond those that are listed
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
            int moreDifferences) {}

    /**
     * What differs.
     *
     * @param before JSON, shortened; null when nothing was there
     * @param after JSON, shortened; null when nothing is there
     */
    public record SampleDifference(
            String path, @Nullable String before, @Nullable String after, List<String> causes) {}

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
