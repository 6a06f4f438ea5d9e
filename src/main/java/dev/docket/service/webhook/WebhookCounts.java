package dev.docket.service.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What this service did for one webhook since it started, and how far it is behind. Thread-safe. */
public final class WebhookCounts {
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong dead = new AtomicLong();
    private volatile long behind;
    private volatile int listed;
    private volatile @Nullable Instant oldest;

    public long sent() {
        return sent.get();
    }

    /** Attempts that failed. */
    public long failed() {
        return failed.get();
    }

    /** Events that were given up. */
    public long dead() {
        return dead.get();
    }

    /** Events on the dead list now; 0 where another service sends. */
    public int listed() {
        return listed;
    }

    /** Records of the journal that were not looked at for it yet; 0 where another service sends. */
    public long behind() {
        return behind;
    }

    /** How long ago the oldest event was recorded that the receiver does not have; zero if it has all. */
    public Duration age(Instant now) {
        return Optional.ofNullable(oldest)
                .map(at -> Duration.between(at, now))
                .filter(age -> !age.isNegative())
                .orElse(Duration.ZERO);
    }

    void accepted() {
        sent.incrementAndGet();
    }

    void refused() {
        failed.incrementAndGet();
    }

    void gaveUp() {
        dead.incrementAndGet();
    }

    void next(Instant recordedAt) {
        oldest = recordedAt;
    }

    void behind(long records) {
        behind = records;
        if (records == 0) {
            oldest = null;
        }
    }

    void listed(int events) {
        listed = events;
    }

    /** Another service sends. */
    void idle() {
        behind = 0;
        listed = 0;
        oldest = null;
    }
}
