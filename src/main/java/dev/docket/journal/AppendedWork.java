package dev.docket.journal;

import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.WorkEntry;

/** The result of recording what a person did with a waiting decision. */
public sealed interface AppendedWork {
    /** Recorded, and durable. */
    record New(Recorded<WorkEntry> recorded) implements AppendedWork {}

    /** Another one has this number. Nothing was written; whoever sent this one did not know of that one. */
    record Overtaken() implements AppendedWork {}
}
