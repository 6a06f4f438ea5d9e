package dev.docket.service.feed;

import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.record.WorkEntry;

/** What happened that was recorded, and the type that its event has. */
public enum FeedKind {
    DECISION("dev.docket.decision.recorded.v1"),
    OUTCOME("dev.docket.outcome.recorded.v1"),
    /** Somebody claimed a decision that waits, was given it, gave it back, or wrote a note. */
    WORK("dev.docket.work.recorded.v1"),
    CHANGE("dev.docket.change.recorded.v1"),
    /** What became of a range of records of a topic. */
    INTAKE("dev.docket.intake.recorded.v1"),
    /** Requests and answers were deleted when their retention period ended. Whoever keeps copies has to follow. */
    RETIREMENT("dev.docket.payloads.retired.v1");

    private final String type;

    FeedKind(String type) {
        this.type = type;
    }

    /** As events name it. */
    public String type() {
        return type;
    }

    static FeedKind of(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision -> DECISION;
            case OutcomeEntry outcome -> OUTCOME;
            case WorkEntry work -> WORK;
            case ChangeEntry change -> CHANGE;
            case IntakeEntry intake -> INTAKE;
            case RetirementEntry retirement -> RETIREMENT;
        };
    }
}
