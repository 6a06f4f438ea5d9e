package dev.docket.journal;

import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.Recorded;

/** The result of recording a step of a policy change. */
public sealed interface AppendedChange {
    /** Recorded, and durable. */
    record New(Recorded<ChangeEntry> recorded) implements AppendedChange {}

    /** Another step has this number. Nothing was written; whoever took this one did not know of that one. */
    record Overtaken() implements AppendedChange {}
}
