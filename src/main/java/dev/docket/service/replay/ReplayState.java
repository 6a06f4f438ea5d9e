package dev.docket.service.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay of many decisions is: what it takes to go on without counting anything twice.
 *
 * @param question what is asked; another question cannot go on from here
 * @param until decisions that were received from then on are left out
 * @param total how many decisions there are to look at; 0 if nobody knows
 * @param after the last decision that was counted, or null before the first
 * @param report what was counted up to there
 */
public record ReplayState(
        String question,
        Instant until,
        long total,
        @Nullable Place after,
        ReplayReport report) {
    /** A place in the order of all decisions. */
    public record Place(Instant at, String stream, long sequence) {}
}
