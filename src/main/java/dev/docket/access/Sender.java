package dev.docket.access;

import java.util.Optional;

/**
 * Who sent something that is recorded.
 *
 * @param caller as known to the service; {@link #ANONYMOUS} if unknown
 * @param call the call in which it came; nothing if it did not come in one, or an earlier version recorded it
 */
public record Sender(String caller, Optional<Call> call) {
    public static final String ANONYMOUS = "anonymous";

    /** Somebody who did not send it in a call. */
    public static Sender named(String caller) {
        return new Sender(caller, Optional.empty());
    }
}
