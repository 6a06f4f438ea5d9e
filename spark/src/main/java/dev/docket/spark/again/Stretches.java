package dev.docket.spark.again;

import org.apache.spark.Partitioner;

/** Parts places into stretches of the journal, so that what was counted comes back in its order, a stretch at a time. */
final class Stretches extends Partitioner {
    private static final long LEAST = 50_000;
    private static final long MOST_STRETCHES = 2_000;

    private final long length;
    private final int number;

    private Stretches(long length, int number) {
        this.length = length;
        this.number = number;
    }

    /** @param decisions how many places there are */
    static Stretches of(long decisions) {
        long length = Math.max(LEAST, Math.ceilDiv(decisions, MOST_STRETCHES));
        return new Stretches(length, (int) Math.max(1, Math.ceilDiv(decisions, length)));
    }

    @Override
    public int numPartitions() {
        return number;
    }

    @Override
    public int getPartition(Object place) {
        // A file too many has places that the manifest does not know: they are counted, and refused by their number.
        return (int) Math.min(number - 1, (Long) place / length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stretches same && same.length == length && same.number == number;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(length) + number;
    }
}
