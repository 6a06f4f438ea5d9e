package dev.docket.journal.postgres;

import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.RecordHeader;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.write.Written;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says what becomes of each entry of a batch, given which ids are taken. */
final class Placement {
    private final Map<String, Recorded<DecisionEntry>> byRequestId;
    private final Map<String, Recorded<DecisionEntry>> byDecisionId;
    private final Map<String, Recorded<OutcomeEntry>> latestOutcomes;
    private Position last;

    private Placement(List<Recorded<DecisionEntry>> taken, List<Recorded<OutcomeEntry>> latestOutcomes, Position last) {
        byRequestId = new HashMap<>();
        byDecisionId = new HashMap<>();
        this.latestOutcomes = new HashMap<>();
        this.last = last;
        taken.forEach(this::remember);
        latestOutcomes.forEach(this::rememberOutcome);
    }

    /**
     * The entries in order: each new one comes to stand after the one before.
     *
     * @param taken the records that have an id of one of them
     * @param latestOutcomes of the decisions that one of them is an outcome of
     * @param last where the last record of the stream stands
     */
    static List<Written> of(
            List<Entry> entries,
            List<Recorded<DecisionEntry>> taken,
            List<Recorded<OutcomeEntry>> latestOutcomes,
            Position last) {
        var placement = new Placement(taken, latestOutcomes, last);
        return entries.stream().map(placement::place).toList();
    }

    private Written place(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision -> place(decision);
            case OutcomeEntry outcome -> place(outcome);
            case RetirementEntry retirement -> new Written.New(next(retirement));
        };
    }

    private Written place(OutcomeEntry outcome) {
        var latest = latestOutcomes.get(outcome.decisionId());
        if (latest != null && outcome.repeats(latest.entry())) {
            return new Written.Repeated(latest);
        }
        var recorded = next(outcome);
        rememberOutcome(new Recorded<>(outcome, recorded.position()));
        return new Written.New(recorded);
    }

    private Written place(DecisionEntry decision) {
        var taken = byRequestId.get(decision.requestId());
        if (taken != null) {
            return new Written.Taken(taken);
        }
        var clash = byDecisionId.get(decision.decisionId());
        if (clash != null) {
            return new Written.Clash(decision, clash);
        }
        var recorded = next(decision);
        remember(new Recorded<>(decision, recorded.position()));
        return new Written.New(recorded);
    }

    private Recorded<Entry> next(Entry entry) {
        last = RecordHeader.position(entry, last.stream(), last.sequence() + 1, last.hash());
        return new Recorded<>(entry, last);
    }

    private void remember(Recorded<DecisionEntry> recorded) {
        byRequestId.put(recorded.entry().requestId(), recorded);
        byDecisionId.put(recorded.entry().decisionId(), recorded);
    }

    private void rememberOutcome(Recorded<OutcomeEntry> recorded) {
        latestOutcomes.merge(
                recorded.entry().decisionId(),
                recorded,
                (one, other) -> one.entry().at().isAfter(other.entry().at()) ? one : other);
    }
}
