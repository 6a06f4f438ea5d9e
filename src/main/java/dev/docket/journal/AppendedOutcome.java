package dev.docket.journal;

import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;

/** What became of an outcome. */
public sealed interface AppendedOutcome {
    Recorded<OutcomeEntry> recorded();

    /** Recorded, and durable. */
    record New(Recorded<OutcomeEntry> recorded) implements AppendedOutcome {}

    /** The latest outcome of the decision has the same document; nothing was written, and this is its record. */
    record Repeated(Recorded<OutcomeEntry> recorded) implements AppendedOutcome {}
}
