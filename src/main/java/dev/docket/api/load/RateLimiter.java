package dev.docket.api.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps each caller to its rates, with a bucket of tokens for each kind of work. Thread-safe. */
public final class RateLimiter {
    private static final int MOST_BUCKETS = 10_000;
    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();
    private static final int SECONDS_SAVED = 2;

    private final RequestRates rates;
    private final Map<Key, Bucket> buckets = new HashMap<>();

    private record Key(Work work, String caller) {}

    private record Bucket(double tokens, long nanos) {
        Bucket at(long now, int perSecond) {
            double more = (now - nanos) / NANOS_PER_SECOND * perSecond;
            return new Bucket(Math.min((double) SECONDS_SAVED * perSecond, tokens + more), now);
        }
    }

    /**
     * What is left to a caller.
     *
     * @param isGranted whether this request may go on
     * @param remaining how many more it may make at once
     */
    public record Quota(Work work, int perSecond, boolean isGranted, int remaining) {}

    public RateLimiter(RequestRates rates) {
        this.rates = rates;
    }

    /** Counts a request; empty when its kind has no rate. */
    public synchronized Optional<Quota> take(Work work, String caller, long now) {
        int perSecond = rates.of(work);
        if (perSecond == 0) {
            return Optional.empty();
        }
        if (buckets.size() >= MOST_BUCKETS) {
            forgetIdle(now);
        }
        Key key = new Key(work, caller);
        Bucket full = new Bucket((double) SECONDS_SAVED * perSecond, now);
        Bucket bucket = buckets.getOrDefault(key, full).at(now, perSecond);
        boolean isGranted = bucket.tokens() >= 1;
        double left = isGranted ? bucket.tokens() - 1 : bucket.tokens();
        buckets.put(key, new Bucket(left, now));
        return Optional.of(new Quota(work, perSecond, isGranted, (int) left));
    }

    synchronized int size() {
        return buckets.size();
    }

    // A bucket that is full again says nothing that a new one would not.
    private void forgetIdle(long now) {
        long oldest = now - Duration.ofSeconds(SECONDS_SAVED).toNanos();
        buckets.values().removeIf(bucket -> bucket.nanos() - oldest < 0);
        if (buckets.size() >= MOST_BUCKETS) {
            buckets.clear();
        }
    }
}
