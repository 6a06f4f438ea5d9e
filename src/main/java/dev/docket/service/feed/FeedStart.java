package dev.docket.service.feed;

import java.util.Optional;

/** Where a reader wants to begin. */
public sealed interface FeedStart {
    /** What says: from now on. */
    String NOW = "now";

    /**
     * Reads what a reader says: nothing, {@link #NOW}, or a cursor of the feed.
     *
     * @return empty if it is none of them
     */
    static Optional<FeedStart> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(new Beginning());
        }
        return text.equals(NOW)
                ? Optional.of(new Now())
                : FeedCursor.parse(text).map(After::new);
    }

    /** With the first record. */
    record Beginning() implements FeedStart {}

    /** With what is recorded from now on. */
    record Now() implements FeedStart {}

    /** After what a cursor names. */
    final class After implements FeedStart {
        private final FeedCursor cursor;

        After(FeedCursor cursor) {
            this.cursor = cursor;
        }

        FeedCursor cursor() {
            return cursor;
        }
    }
}
