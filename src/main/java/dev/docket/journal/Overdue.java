package dev.docket.journal;

/**
 * Records of one stream that were received before some time and have not been retired.
 *
 * @param from the sequence of the first of them
 * @param upTo the sequence of the last of them; less than {@code from} if there are none
 */
public record Overdue(long from, long upTo) {
    /** How many records that are. */
    public long records() {
        return Math.max(0, upTo - from + 1);
    }
}
