package dev.docket.service.replay;

import dev.docket.decision.id.ExceptionCode;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facets;
import dev.docket.service.replay.ReplayReport.Sample;
import dev.docket.service.replay.change.Cause;
import dev.docket.service.replay.change.Difference;
import dev.docket.service.replay.change.Extent;
import dev.docket.service.replay.change.Replayed;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a report counts of a decision that was decided again, and no more: it can come from another machine. */
public sealed interface Tallied extends Serializable {
    /**
     * The same as recorded.
     *
     * @param decisions how many of them, since nothing else of them counts
     */
    record Same(long decisions) implements Tallied {}

    /** It could not be decided again. */
    record NotReplayed(Replayed.Reason reason, String bundleDigest, String decisionId) implements Tallied {}

    /**
     * Something differs.
     *
     * @param fields those that differ, each once
     * @param facets by what moved money is counted
     * @param disposition the new one
     * @param came codes of the new exceptions that the record does not have, sorted
     * @param gone codes of recorded exceptions that the new decision does not have, sorted
     * @param sample absent if the report cannot show this decision
     */
    record Changed(
            Extent extent,
            List<Cause> causes,
            List<Cause> flipCauses,
            List<String> fields,
            Moving facets,
            String disposition,
            List<String> came,
            List<String> gone,
            @Nullable Sample sample)
            implements Tallied {}

    /** The recorded facets by which money is counted. */
    record Moving(
            String disposition,
            String currency,
            @Nullable BigDecimal orderValue,
            String segment,
            String warehouse,
            String customerId)
            implements Serializable {
        static Moving of(Facets facets) {
            return new Moving(
                    facets.disposition(),
                    facets.currency(),
                    facets.orderValue(),
                    facets.segment(),
                    facets.warehouse(),
                    facets.customerId());
        }
    }

    /** @param samples those of the same report, or of a part of its decisions: a sample of the whole is one of its part, too */
    static Tallied of(DecisionEntry entry, Replayed replayed, Samples samples) {
        return switch (replayed) {
            case Replayed.Same unchanged -> new Same(1);
            case Replayed.NotReplayed not ->
                new NotReplayed(
                        not.reason(),
                        entry.bundleDigest().text(),
                        entry.decisionId().text());
            case Replayed.Changed changed ->
                new Changed(
                        changed.extent(),
                        List.copyOf(changed.causes()),
                        List.copyOf(changed.flipCauses()),
                        changed.differences().stream()
                                .map(Difference::field)
                                .distinct()
                                .toList(),
                        Moving.of(entry.facets()),
                        changed.disposition(),
                        without(changed.codes(), entry.facets().codes()),
                        without(entry.facets().codes(), changed.codes()),
                        samples.offer(entry, changed).orElse(null));
        };
    }

    private static List<String> without(SortedSet<ExceptionCode> some, SortedSet<ExceptionCode> others) {
        SortedSet<ExceptionCode> left = new TreeSet<>(some);
        left.removeAll(others);
        return left.stream().map(ExceptionCode::text).toList();
    }
}
