package dev.docket.api.load;

import java.time.Duration;

/**
 * How much work may be on its way, so that none takes long: what is done in a stated time, as fast as it went lately (Little's law).
 * Right after nothing was on its way, a burst may be: it passes, and only what stays makes everybody late (as CoDel has it,
 * RFC 8289). Thread-safe.
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

    /** On each thread: some that are recorded together, and some that follow, so that neither thread nor disk is ever idle. */
    private static final int LEAST_WHEN_CROWDED = 8;

    /** With more than this share refused, nobody is helped by a longer queue: it only makes those in it late. */
    private static final double CROWDED = 0.5;

    /** What is left of the stated time then. */
    private static final double WHEN_CROWDED = 0.25;

    private final double longestWait;
    private final int threads;
    private final int least;
    private final int burst;
    private final int most;

    private double nanosEach;
    private double refusedShare;
    private long lastRefused = System.nanoTime();
    private long lastEmpty = System.nanoTime();
    private long lastDone = lastEmpty;

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
     * @param longestWait after how long the last that is let in is expected to be done
     * @param least places that there are however slow it goes, unless most work is refused
     * @param burst places that there are right after nothing was on its way, unless some was refused within the last second
     * @param most places that there are however fast it goes
     */
    static WaitBound of(Duration longestWait, int threads, int least, int burst, int most) {
        return new WaitBound(longestWait.toNanos(), threads, least, burst, most);
    }

    /** Always as many. */
    static WaitBound fixed(int places) {
        return new WaitBound(Double.POSITIVE_INFINITY, 1, places, places, places);
    }

    /** A piece of work was done. What it took of the whole is the time since the one before, or since there was one at all. */
    synchronized void done(long now) {
        // Who took the time first may come here last.
        long nanos = Math.max(0, now - Math.max(lastDone, lastEmpty));
        nanosEach += (nanos - nanosEach) * (nanosEach == 0 ? 1 : WEIGHT);
        refusedShare -= refusedShare * WEIGHT_OF_ANSWER;
        lastDone = Math.max(lastDone, now);
    }

    /** A piece of work found no place. */
    synchronized void refused(long now) {
        lastRefused = now;
        refusedShare += (1 - refusedShare) * WEIGHT_OF_ANSWER;
    }

    /** Nothing is on its way. */
    synchronized void empty(long now) {
        lastEmpty = Math.max(lastEmpty, now);
    }

    /** How many places there are now. */
    synchronized int places(long now) {
        if (now - lastRefused > FORGOTTEN) {
            refusedShare = 0;
        }
        double wait = isCrowded() ? WHEN_CROWDED * longestWait : longestWait;
        double inTime = nanosEach == 0 ? most : wait / nanosEach;
        return (int) Math.min(most, Math.max(atLeast(now), inTime));
    }

    private boolean isCrowded() {
        return refusedShare > CROWDED;
    }

    private int atLeast(long now) {
        if (isCrowded()) {
            return Math.min(least, LEAST_WHEN_CROWDED * threads);
        }
        // What follows a refusal at once is no burst.
        return now - lastEmpty < BURST && refusedShare == 0 ? Math.max(least, burst) : least;
    }
}
