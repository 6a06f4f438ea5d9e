package dev.docket.journal;

import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Recorded;

/** The result of recording a decision. */
public sealed interface Appended {
    Recorded<DecisionEntry> recorded();

    /** Whether this entry was recorded, as opposed to an earlier one with the same request id. */
    boolean isNew();

    /** The entry is durable. */
    record New(Recorded<DecisionEntry> recorded) implements Appended {
        @Override
        public boolean isNew() {
            return true;
        }
    }

    /** The request id was already used. Nothing was written; this is the existing record. */
    record Taken(Recorded<DecisionEntry> recorded) implements Appended {
        @Override
        public boolean isNew() {
            return false;
        }
    }

    /** Durable in the local spool, waiting for the shared store. The position is the spool's. */
    record Spooled(Recorded<DecisionEntry> recorded, boolean isNew) implements Appended {}
}
