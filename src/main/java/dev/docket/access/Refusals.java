package dev.docket.access;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Leaves a trace of refused calls: counts every one, and logs for each caller and reason the first, then at ever longer
 * intervals how many more there were. Never has a credential. Thread-safe.
 */
public final class Refusals {
    /** Callers and reasons with lines of their own; the others of a reason share one, so that a flood of names is no flood of lines. */
    static final int MOST_TRACKED = 256;

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final String OTHERS = "others";

    private final Consumer<String> warn;
    private final Consumer<Reason> counter;
    private final LongSupplier nanoTicker;
    private final Map<Key, Trail> trails = new HashMap<>();

    /** Why a call was refused. */
    public enum Reason {
        NO_CREDENTIALS,
        WRONG_CREDENTIALS,
        EXPIRED_CREDENTIALS,
        MISSING_ROLE,
        FOREIGN_ORIGIN,
        CANNOT_CHECK
    }

    private record Key(Reason reason, String who) {}

    /** What was said of one kind of refusal, and when. */
    private static final class Trail {
        private Duration pause = FIRST_PAUSE;
        private boolean hasBegun;
        private long lastCall;
        private long lastLine;
        private long unreported;
    }

    /**
     * @param warn logs a warning
     * @param counter counts one in the metrics
     * @param nanoTicker a nanosecond clock with any origin
     */
    public Refusals(Consumer<String> warn, Consumer<Reason> counter, LongSupplier nanoTicker) {
        this.warn = warn;
        this.counter = counter;
        this.nanoTicker = nanoTicker;
    }

    /**
     * Notes one.
     *
     * @param who the caller's label, or the address when it is not known
     * @param what the operation that was asked for
     * @param call the name of the call
     */
    public void add(Reason reason, String who, String what, String call) {
        counter.accept(reason);
        String line = line(reason, who, what, call);
        // Logging may wait for a disk, and others must not wait for that.
        if (!line.isEmpty()) {
            warn.accept(line);
        }
    }

    private synchronized String line(Reason reason, String who, String what, String call) {
        long now = nanoTicker.getAsLong();
        Trail trail = trail(reason, who, now);
        trail.unreported++;
        boolean isOver = !trail.hasBegun || since(trail.lastCall, now).compareTo(LONGEST_PAUSE) >= 0;
        trail.lastCall = now;
        if (!isOver && since(trail.lastLine, now).compareTo(trail.pause) < 0) {
            return "";
        }
        trail.pause = isOver ? FIRST_PAUSE : shorter(trail.pause.multipliedBy(2), LONGEST_PAUSE);
        String line = String.format(
                Locale.ROOT,
                "refused, %s: %,d, the last %s by %s (call %s); docket_refusals_total counts them, the log is silent about them for %d min",
                reason.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                trail.unreported,
                what,
                who,
                call,
                trail.pause.toMinutes());
        trail.hasBegun = true;
        trail.lastLine = now;
        trail.unreported = 0;
        return line;
    }

    private Trail trail(Reason reason, String who, long now) {
        Key own = new Key(reason, who);
        if (!trails.containsKey(own) && trails.size() >= MOST_TRACKED) {
            trails.values().removeIf(trail -> since(trail.lastCall, now).compareTo(LONGEST_PAUSE) >= 0);
        }
        boolean hasRoom = trails.containsKey(own) || trails.size() < MOST_TRACKED;
        return trails.computeIfAbsent(hasRoom ? own : new Key(reason, OTHERS), key -> new Trail());
    }

    private static Duration since(long before, long now) {
        return Duration.ofNanos(now - before);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
