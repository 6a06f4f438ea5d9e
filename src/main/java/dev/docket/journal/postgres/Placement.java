package dev.docket.journal.postgres;

import dev.docket.decision.id.DecisionId;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.RecordHeader;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.record.WorkEntry;
import dev.docket.journal.write.Written;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides what to do with each entry of a batch, given the ids already used. */
final class Placement {
    private final Map<String, Recorded<DecisionEntry>> byRequestId;
    private final Map<DecisionId, Recorded<DecisionEntry>> byDecisionId;
    private final Map<DecisionId, Recorded<OutcomeEntry>> latestOutcomes;
    private final Set<Long> steps;
    private final Set<WorkEntry.Turn> turns;
    private final Set<IntakeEntry.Place> ranges;
    private Position last;

    private Placement(
            List<Recorded<DecisionEntry>> taken,
            List<Recorded<OutcomeEntry>> latestOutcomes,
            Set<Long> steps,
            Set<WorkEntry.Turn> turns,
            Set<IntakeEntry.Place> ranges,
            Position last) {
        this.ranges = new HashSet<>(ranges);
        this.steps = new HashSet<>(steps);
        this.turns = new HashSet<>(turns);
        byRequestId = new HashMap<>();
        byDecisionId = new HashMap<>();
        this.latestOutcomes = new HashMap<>();
        this.last = last;
        taken.forEach(this::remember);
        latestOutcomes.forEach(this::rememberOutcome);
    }

    /**
     * Places the entries in order, each new one after the one before.
     *
     * @param taken the existing records with one of their ids
     * @param latestOutcomes the latest outcomes of the decisions they refer to
     * @param steps the numbers of their steps of policy changes that exist
     * @param turns their places in the rows of decisions that are taken
     * @param ranges the places of their ranges where another one begins
     * @param last the position of the stream's last record
     */
    static List<Written> of(
            List<Entry> entries,
            List<Recorded<DecisionEntry>> taken,
            List<Recorded<OutcomeEntry>> latestOutcomes,
            Set<Long> steps,
            Set<WorkEntry.Turn> turns,
            Set<IntakeEntry.Place> ranges,
            Position last) {
        var placement = new Placement(taken, latestOutcomes, steps, turns, ranges, last);
        return entries.stream().map(placement::place).toList();
    }

    private Written place(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision -> place(decision);
            case OutcomeEntry outcome -> place(outcome);
            case RetirementEntry retirement -> new Written.New(next(retirement));
            case ChangeEntry change ->
                steps.add(change.number()) ? new Written.New(next(change)) : new Written.Overtaken(change);
            case IntakeEntry intake ->
                ranges.add(intake.place()) ? new Written.New(next(intake)) : new Written.Overtaken(intake);
            case WorkEntry work -> turns.add(work.turn()) ? new Written.New(next(work)) : new Written.Overtaken(work);
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
        // Whatever the clock says: it is recorded after those that were there.
        latestOutcomes.put(recorded.entry().decisionId(), recorded);
    }
}
