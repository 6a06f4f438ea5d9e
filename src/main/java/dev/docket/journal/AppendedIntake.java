package dev.docket.journal;

import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.Recorded;

/** The result of recording what became of a range of records. */
public sealed interface AppendedIntake {
    /** Recorded, and durable. */
    record New(Recorded<IntakeEntry> recorded) implements AppendedIntake {}

    /** Another range begins there. Nothing was written; another service has the partition by now. */
    record Overtaken() implements AppendedIntake {}
}
