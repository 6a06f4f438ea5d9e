package dev.docket.service.change.canary;

import dev.docket.change.guard.Counts;
import dev.docket.change.guard.Limits;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.CanaryArm;
import dev.docket.journal.record.CanaryArm.Part;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.record.WorkEntry;
import dev.docket.service.canary.Split.Running;
import dev.docket.service.outcome.Feedback.Action;
import dev.docket.service.outcome.OutcomeStatistics;
import java.util.List;
import java.util.Optional;

/** Counts what happened in a canary, record after record. */
final class CanaryTally {
    private static final long MICROS = 1000;

    private final JournalReader journal;
    private final Running running;
    private final Limits limits;

    CanaryTally(JournalReader journal, Running running, Limits limits) {
        this.journal = journal;
        this.running = running;
        this.limits = limits;
    }

    /** With one more record, which may have nothing to do with it. */
    Counts and(Counts counts, Recorded<Entry> recorded) {
        return switch (recorded.entry()) {
            case DecisionEntry decision ->
                mine(decision)
                        .filter(CanaryArm::isSelected)
                        .map(arm -> with(counts, arm, disposition(decision)))
                        .orElse(counts);
            case OutcomeEntry outcome -> with(counts, recorded, outcome);
            case RetirementEntry retirement -> counts;
            case ChangeEntry change -> counts;
            case WorkEntry work -> counts;
            case IntakeEntry intake -> counts;
        };
    }

    private Optional<CanaryArm> mine(DecisionEntry decision) {
        return decision.arm().filter(arm -> arm.changeId().equals(running.changeId()) && arm.step() == running.step());
    }

    private Counts with(Counts counts, CanaryArm arm, Disposition given) {
        boolean isFailed = arm.part() == Part.CANDIDATE_FAILED;
        Disposition base = Disposition.valueOf(arm.base());
        Disposition candidate = isFailed ? base : Disposition.valueOf(arm.candidate());
        return new Counts(
                counts.orders() + 1,
                counts.stricter() + (arm.part() == Part.BASE_STRICTER ? 1 : 0),
                counts.held() + (isHold(given) ? 1 : 0),
                isFailed ? counts.holds() : counts.holds().and(isHold(candidate), isHold(base)),
                isFailed
                        ? counts.reviews()
                        : counts.reviews().and(candidate == Disposition.REVIEW, base == Disposition.REVIEW),
                counts.overrides(),
                counts.errors().and(isFailed),
                isFailed || limits.slowMillis() == null
                        ? counts.slow()
                        : counts.slow().and(arm.micros() > limits.slowMillis() * MICROS));
    }

    // The first outcome of a decision counts, so that none counts twice.
    private Counts with(Counts counts, Recorded<Entry> recorded, OutcomeEntry outcome) {
        Action action = Action.valueOf(outcome.outcome());
        if (action == Action.CANCELLED) {
            return counts;
        }
        return journal.findByDecisionId(outcome.decisionId())
                .map(Recorded::entry)
                .filter(decision -> mine(decision)
                        .filter(arm -> arm.part() == Part.CANDIDATE)
                        .isPresent())
                .map(CanaryTally::disposition)
                .filter(recommended -> recommended != Disposition.REVIEW)
                .filter(recommended -> isFirst(recorded, outcome))
                .map(recommended -> new Counts(
                        counts.orders(),
                        counts.stricter(),
                        counts.held(),
                        counts.holds(),
                        counts.reviews(),
                        counts.overrides().and(OutcomeStatistics.isOverride(recommended, action)),
                        counts.errors(),
                        counts.slow()))
                .orElse(counts);
    }

    private boolean isFirst(Recorded<Entry> recorded, OutcomeEntry outcome) {
        List<Recorded<OutcomeEntry>> first = journal.outcomesOf(outcome.decisionId(), 0, 1);
        return !first.isEmpty() && first.getFirst().position().equals(recorded.position());
    }

    private static Disposition disposition(DecisionEntry decision) {
        return Disposition.valueOf(decision.facets().disposition());
    }

    private static boolean isHold(Disposition disposition) {
        return disposition == Disposition.HOLD || disposition == Disposition.REJECT;
    }
}
