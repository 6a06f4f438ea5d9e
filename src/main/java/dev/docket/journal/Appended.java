package dev.docket.journal;

import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Recorded;

/** What became of a decision. */
public sealed interface Appended {
    Recorded<DecisionEntry> recorded();

    /** Whether it is this entry that is durable, and not one before it with the same request id. */
    boolean isNew();

    /** The entry is durable. */
    record New(Recorded<DecisionEntry> recorded) implements Appended {
        @Override
        public boolean isNew() {
            return true;
        }
    }

    /** The request id was taken; nothing was written, and this is the record that has it. */
    record Taken(Recorded<DecisionEntry> recorded) implements Appended {
        @Override
        public boolean isNew() {
            return false;
        }
    }

    /** It is durable here and waits for the shared store; its place is only that in the spool. */
    record Spooled(Recorded<DecisionEntry> recorded, boolean isNew) implements Appended {}
}
