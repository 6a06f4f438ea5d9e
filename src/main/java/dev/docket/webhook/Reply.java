package dev.docket.webhook;

import java.time.Duration;
import java.util.Optional;

/** What came of sending an event once. */
public sealed interface Reply {
    /** The receiver has it. */
    record Accepted() implements Reply {}

    /** The receiver wants nothing any more. */
    record Gone() implements Reply {}

    /**
     * The receiver does not have it, or did not say so.
     *
     * @param because fit for logs: no path of the URL, nothing of the event, nothing that the receiver wrote
     * @param pause how long the receiver asks to be left alone
     */
    record Failed(String because, Optional<Duration> pause) implements Reply {}
}
