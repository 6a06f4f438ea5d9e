package dev.docket.service.webhook;

import java.time.Instant;

/**
 * An event that was given up.
 *
 * @param event its id
 * @param stream of its record
 * @param sequence of its record in the stream
 * @param attempts how many failed
 * @param at when it was given up, or tried last
 * @param because why the last attempt failed, or who skipped it
 * @param isWanted whether somebody wants it to be tried once more
 */
public record DeadEvent(
        String event, String stream, long sequence, int attempts, Instant at, String because, boolean isWanted) {
    DeadEvent wanted() {
        return new DeadEvent(event, stream, sequence, attempts, at, because, true);
    }

    DeadEvent failedAgain(Instant when, String why) {
        return new DeadEvent(event, stream, sequence, attempts + 1, when, why, false);
    }
}
