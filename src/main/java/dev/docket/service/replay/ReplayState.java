package dev.docket.service.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a replay: all that is needed to continue without counting anything twice.
 *
 * @param question what is asked; a different question cannot continue from here
 * @param until decisions received at or after this time are left out
 * @param total the number of decisions to examine; 0 if unknown
 * @param after the last decision counted, or null before the first
 * @param report the counts so far
 */
public record ReplayState(
        String question,
        Instant until,
        long total,
        @Nullable Place after,
        ReplayReport report) {
    /** A position in the sequence of all decisions. */
    public record Place(Instant at, String stream, long sequence) {}
}
