package dev.docket.api.load;

import java.time.Duration;

/**
 * How much work may wait, so that none waits long: what can be done in a stated time, as fast as it went lately. Right after nothing
 * was waiting, a burst may: it passes, and only what keeps waiting makes everybody late (as CoDel has it, RFC 8289). Thread-safe.
 */
final class WaitBound {
    /** How long a burst may last. */
    private static final long BURST = Duration.ofMillis(100).toNanos();

    /** What the latest piece of work counts, of all that were done. */
    private static final double WEIGHT = 1.0 / 64;

    /** What the latest answer counts, of all that were given. */
    private static final double WEIGHT_OF_ANSWER = 1.0 / 256;

    /** After so long without a refusal, an overload is over, however little was done since. */
    private static final long FORGOTTEN = Duration.ofSeconds(1).toNanos();

    /** On each thread: one that is worked on, and some that follow it, so that no thread ever waits for work. */
    private static final int LEAST_WHEN_CROWDED = 4;

    /** With more than this share refused, nobody is helped by a longer queue: it only makes those in it late. */
    private static final double CROWDED = 0.5;

    private final double longestWait;
    private final int threads;
    private final int least;
    private final int burst;
    private final int most;

    private double nanosEach;
    private double refusedShare;
    private long lastRefused = System.nanoTime();
    private long lastEmpty = System.nanoTime();

    private WaitBound(double longestWait, int threads, int least, int burst, int most) {
        this.longestWait = longestWait;
        this.threads = threads;
        this.least = least;
        this.burst = burst;
        this.most = most;
    }

    /**
     * A bound that follows how fast the work goes.
     *
     * @param longestWait how long the last in the queue is expected to wait
     * @param least places that there are however slow it goes, unless most work is refused
     * @param burst places that there are right after nothing was waiting, unless most work is refused
     * @param most places that there are however fast it goes
     */
    static WaitBound of(Duration longestWait, int threads, int least, int burst, int most) {
        return new WaitBound(longestWait.toNanos(), threads, least, burst, most);
    }

    /** Always as many. */
    static WaitBound fixed(int places) {
        return new WaitBound(Double.POSITIVE_INFINITY, 1, places, places, places);
    }

    /** A piece of work was done. */
    synchronized void took(long nanos) {
        nanosEach += (nanos - nanosEach) * (nanosEach == 0 ? 1 : WEIGHT);
        refusedShare -= refusedShare * WEIGHT_OF_ANSWER;
    }

    /** A piece of work found no place. */
    synchronized void refused(long now) {
        lastRefused = now;
        refusedShare += (1 - refusedShare) * WEIGHT_OF_ANSWER;
    }

    /** Nothing waits any more. */
    synchronized void empty(long now) {
        lastEmpty = now;
    }

    /** How many places there are now. */
    synchronized int places(long now) {
        if (now - lastRefused > FORGOTTEN) {
            refusedShare = 0;
        }
        double inTime = nanosEach == 0 ? most : longestWait * threads / nanosEach;
        return (int) Math.min(most, Math.max(atLeast(now), inTime));
    }

    private int atLeast(long now) {
        if (refusedShare > CROWDED) {
            return Math.min(least, LEAST_WHEN_CROWDED * threads);
        }
        return now - lastEmpty < BURST ? burst : least;
    }
}
