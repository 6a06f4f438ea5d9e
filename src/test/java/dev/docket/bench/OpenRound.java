package dev.docket.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.TreeMap;

/** What was offered in one round, and what came of it. Lives on one thread. */
final class OpenRound {
    static final OpenRound NONE = new OpenRound(0, Duration.ZERO);

    private static final long NANOS = 1_000_000_000L;
    /** How long answers are awaited after the last request was due. */
    private static final long TO_ANSWER = 2 * NANOS;

    private static final long BUCKET = NANOS / 10;

    private final double perSecond;
    private final long during;
    private long began;
    private long next;
    private long givenUp;
    private long sent;
    private long answered;
    private long cut;
    private final Nanos accepted = new Nanos();
    private final TreeMap<Integer, Nanos> refused = new TreeMap<>();
    /** The worst that was answered in each tenth of a second since the begin. */
    private final TreeMap<Long, Long> worst = new TreeMap<>();

    private long lastRefusal;

    /** Durations, in the order of arrival. */
    private static final class Nanos {
        private long[] all = new long[1 << 12];
        private int count;

        void add(long nanos) {
            if (count == all.length) {
                all = Arrays.copyOf(all, 2 * count);
            }
            all[count++] = nanos;
        }

        double millisAt(double quantile) {
            long[] sorted = Arrays.copyOf(all, count);
            Arrays.sort(sorted);
            return count == 0 ? Double.NaN : sorted[(int) ((count - 1) * quantile)] / 1e6;
        }
    }

    OpenRound(double perSecond, Duration during) {
        this.perSecond = perSecond;
        this.during = during.toNanos();
    }

    void begin(long now) {
        began = now;
    }

    private long due(long n) {
        return began + (long) (n * NANOS / perSecond);
    }

    boolean hasDue(long now) {
        return due(next) <= Math.min(now, began + during);
    }

    /** @return when it was due */
    long takeDue() {
        sent++;
        return due(next++);
    }

    void giveUpBefore(long limit) {
        while (due(next) < limit && due(next) <= began + during) {
            next++;
            givenUp++;
        }
    }

    void accepted(long nanos, long now) {
        answered++;
        accepted.add(nanos);
        worst.merge((now - began) / BUCKET, nanos, Math::max);
    }

    void refused(int status, long nanos, long now) {
        answered++;
        refused.computeIfAbsent(status, first -> new Nanos()).add(nanos);
        lastRefusal = now;
    }

    void cut() {
        answered++;
        cut++;
    }

    boolean isOver(long now) {
        return now > began + during && (answered == sent || now > began + during + TO_ANSWER) && !hasDue(now);
    }

    double offeredPerSecond() {
        return sent * (double) NANOS / during;
    }

    int accepted() {
        return accepted.count;
    }

    double acceptedPerSecond() {
        return accepted.count * (double) NANOS / during;
    }

    double acceptedMillisAt(double quantile) {
        return accepted.millisAt(quantile);
    }

    /** How long refusals with a status took. */
    double refusedMillisAt(int status, double quantile) {
        return refused.getOrDefault(status, new Nanos()).millisAt(quantile);
    }

    int refusals(int status) {
        return refused.getOrDefault(status, new Nanos()).count;
    }

    /** Connections that ended without an answer, and answers that are neither decisions nor refusals for lack of room. */
    long failures() {
        return cut
                + sent
                - answered
                + refused.entrySet().stream()
                        .filter(each -> each.getKey() != 503 && each.getKey() != 429)
                        .mapToLong(each -> each.getValue().count)
                        .sum();
    }

    long givenUp() {
        return givenUp;
    }

    /** After how many milliseconds nothing was refused any more, and nothing took longer than a bound. */
    double calmAfterMillis(double boundMillis) {
        long refusedUntil = lastRefusal == 0 ? 0 : lastRefusal - began;
        long slowUntil = worst.descendingMap().entrySet().stream()
                .filter(bucket -> bucket.getValue() / 1e6 > boundMillis)
                .mapToLong(bucket -> (bucket.getKey() + 1) * BUCKET)
                .findFirst()
                .orElse(0);
        return Math.max(refusedUntil, slowUntil) / 1e6;
    }
}
