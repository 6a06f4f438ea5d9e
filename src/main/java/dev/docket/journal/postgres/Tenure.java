package dev.docket.journal.postgres;

import dev.docket.journal.checkpoint.SharedKey;

/** How a service has the stream that it writes. */
public sealed interface Tenure {
    /** Does nothing. */
    Runnable NOBODY = () -> {};

    /** For good: its folder holds the name and the key, which no other service has. */
    Tenure OWN = new Own();

    /** For good. */
    record Own() implements Tenure {}

    /**
     * For as long as it runs: nothing of its folder must survive.
     *
     * @param key of all services that lease
     * @param lost told if another service has taken the stream while this one was not connected; it can record nothing any more, and has
     *     to start again
     */
    record Leased(SharedKey key, Runnable lost) implements Tenure {}
}
