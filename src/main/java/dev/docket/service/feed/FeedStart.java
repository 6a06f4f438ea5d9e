package dev.docket.service.feed;

/** Where a reader wants to begin. */
public sealed interface FeedStart {
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
