package dev.docket.journal.sql;

import java.time.Instant;

/** Timestamps in stores: whole milliseconds since 1970. */
final class EpochMillis {
    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private EpochMillis() {}

    /** The number, clamped, because a caller may ask for times that no store can hold. */
    static long of(Instant time) {
        if (time.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        return time.isAfter(LAST) ? Long.MAX_VALUE : time.toEpochMilli();
    }
}
