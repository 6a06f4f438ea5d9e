package dev.docket.service.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The machine's clock, which is believed but watched: it is compared with the time that has really passed, and with the last record.
 * A clock that jumps stops nothing. Which one of two times is wrong cannot be known here, records keep their order by their
 * sequence, and every decision says what time it was made for. A jump is reported to people.
 */
public final class WatchedClock implements InstantSource {
    /** More than a time server corrects at once on a machine that is looked after. */
    static final Duration TOLERANCE = Duration.ofMinutes(1);

    /** Nobody pauses a service for longer without knowing it. */
    static final Duration LONGEST_PAUSE = Duration.ofDays(366);

    /** So long health speaks of a jump. */
    static final Duration REMEMBERED = Duration.ofHours(24);

    private static final long UNDISTURBED_NANOS = 100_000_000;
    private static final int MOST_ATTEMPTS = 5;

    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Consumer<String> warn;
    private final AtomicLong jumps = new AtomicLong();
    private Reading last;
    private volatile @Nullable Doubt doubt;

    private record Reading(Instant time, long nanos) {}

    private record Doubt(String because, long nanos) {}

    /**
     * Begins to watch.
     *
     * @param nanos time that passes, whatever the clock is set to
     * @param warn logs each jump once
     */
    public WatchedClock(InstantSource clock, LongSupplier nanos, Consumer<String> warn) {
        this.clock = clock;
        this.nanos = nanos;
        this.warn = warn;
        last = read();
    }

    @Override
    public Instant instant() {
        Reading now = read();
        Duration jumped = jumpBefore(now);
        if (jumped.abs().compareTo(TOLERANCE) > 0) {
            doubt(
                    String.format(
                            Locale.ROOT,
                            "The clock jumped %s by %s to %s, or the machine was suspended.",
                            jumped.isNegative() ? "back" : "ahead",
                            inSeconds(jumped.abs()),
                            now.time),
                    now.nanos);
        }
        return now.time;
    }

    // Threads may come out of turn; only the newest reading says what passed.
    private synchronized Duration jumpBefore(Reading now) {
        Reading before = last;
        if (now.nanos <= before.nanos) {
            return Duration.ZERO;
        }
        last = now;
        return Duration.between(before.time, now.time).minusNanos(now.nanos - before.nanos);
    }

    /** Compares the clock with when the last record was received, perhaps before this start. */
    public void compareWith(Instant lastRecorded) {
        Reading now = read();
        Duration since = Duration.between(lastRecorded, now.time);
        if (since.plus(TOLERANCE).isNegative()) {
            doubt(
                    String.format(
                            Locale.ROOT,
                            "The clock says %s, which is %s before the last record (%s): one of the two is wrong.",
                            now.time,
                            inSeconds(since.negated()),
                            lastRecorded),
                    now.nanos);
        } else if (since.compareTo(LONGEST_PAUSE) > 0) {
            doubt(
                    String.format(
                            Locale.ROOT,
                            "The clock says %s, %d days after the last record (%s): if nothing was recorded for so long, all is well.",
                            now.time,
                            since.toDays(),
                            lastRecorded),
                    now.nanos);
        }
    }

    /** Why the clock may be wrong; nothing if there was no reason lately. */
    public Optional<String> doubt() {
        Doubt latest = doubt;
        return latest == null || nanos.getAsLong() - latest.nanos > REMEMBERED.toNanos()
                ? Optional.empty()
                : Optional.of(latest.because);
    }

    /** How often the clock jumped, or disagreed with the last record. */
    public long jumps() {
        return jumps.get();
    }

    private void doubt(String because, long at) {
        jumps.incrementAndGet();
        doubt = new Doubt(because, at);
        warn.accept(because + " Decisions go on. Check the machine's time service.");
    }

    // A thread that is paused between the two readings must not look like a jump.
    private Reading read() {
        for (int attempt = 1; ; attempt++) {
            long before = nanos.getAsLong();
            Instant time = clock.instant();
            long after = nanos.getAsLong();
            if (after - before < UNDISTURBED_NANOS || attempt == MOST_ATTEMPTS) {
                return new Reading(time, after);
            }
        }
    }

    private static String inSeconds(Duration duration) {
        return Duration.ofSeconds(duration.toSeconds()).toString();
    }
}
