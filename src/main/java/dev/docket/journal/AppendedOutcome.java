package dev.docket.journal;

import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;

/** The result of recording an outcome. */
public sealed interface AppendedOutcome {
    Recorded<OutcomeEntry> recorded();

    /** Recorded, and durable. */
    record New(Recorded<OutcomeEntry> recorded) implements AppendedOutcome {}

    /** Identical to the decision's latest outcome. Nothing was written; this is the existing record. */
    record Repeated(Recorded<OutcomeEntry> recorded) implements AppendedOutcome {}
}
