package dev.docket.journal;

/** What became of an entry. */
public sealed interface Appended {
    Recorded recorded();

    /** The entry is durable. */
    record New(Recorded recorded) implements Appended {}

    /** The request id was taken; nothing was written, and this is the record that has it. */
    record Taken(Recorded recorded) implements Appended {}
}
