package dev.docket.service.webhook;

import java.time.Instant;

/**
 * An event that the receiver does not have yet, and that holds up those behind it.
 *
 * @param event its id
 * @param attempts how many have failed
 * @param since when the first of them failed
 * @param next when it is tried again
 * @param because why the last one failed
 */
public record Retrying(String event, int attempts, Instant since, Instant next, String because) {
    Retrying at(Instant other) {
        return new Retrying(event, attempts, since, other, because);
    }
}
