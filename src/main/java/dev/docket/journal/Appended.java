package dev.docket.journal;

/** What became of a decision. */
public sealed interface Appended {
    Recorded<DecisionEntry> recorded();

    /** The entry is durable. */
    record New(Recorded<DecisionEntry> recorded) implements Appended {}

    /** The request id was taken; nothing was written, and this is the record that has it. */
    record Taken(Recorded<DecisionEntry> recorded) implements Appended {}

    /**
     * It is durable here and waits for the shared store; its place is only that in the spool.
     *
     * @param isNew whether this is the entry, and not one before it with the same request id
     */
    record Spooled(Recorded<DecisionEntry> recorded, boolean isNew) implements Appended {}
}
