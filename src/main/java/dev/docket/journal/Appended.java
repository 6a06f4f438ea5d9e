package dev.docket.journal;

/** What became of a decision. */
public sealed interface Appended {
    Recorded<DecisionEntry> recorded();

    /** The entry is durable. */
    record New(Recorded<DecisionEntry> recorded) implements Appended {}

    /** The request id was taken; nothing was written, and this is the record that has it. */
    record Taken(Recorded<DecisionEntry> recorded) implements Appended {}
}
