package dev.docket.api.bundle;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Leaves a trace of calls with a wrong admin token: counts every one, and logs them at ever longer intervals. Thread-safe. */
public final class WrongTokens {
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Consumer<String> warn;
    private final Runnable counter;
    private final LongSupplier nanoTicker;
    private Duration pause = FIRST_PAUSE;
    private long lastCall;
    private long lastLine;
    private long unreported;
    private boolean hasBegun;

    /**
     * @param warn logs a warning
     * @param counter counts one in the metrics
     * @param nanoTicker a nanosecond clock with any origin
     */
    public WrongTokens(Consumer<String> warn, Runnable counter, LongSupplier nanoTicker) {
        this.warn = warn;
        this.counter = counter;
        this.nanoTicker = nanoTicker;
    }

    synchronized void add(String caller) {
        counter.run();
        unreported++;
        long now = nanoTicker.getAsLong();
        boolean isOver = !hasBegun || since(lastCall, now).compareTo(LONGEST_PAUSE) >= 0;
        lastCall = now;
        if (!isOver && since(lastLine, now).compareTo(pause) < 0) {
            return;
        }
        pause = isOver ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        warn.accept(String.format(
                Locale.ROOT,
                "calls with a missing or wrong admin token: %,d, the last by %s;"
                        + " docket_wrong_tokens_total counts them, the log is silent about them for the next %d min",
                unreported,
                caller,
                pause.toMinutes()));
        hasBegun = true;
        lastLine = now;
        unreported = 0;
    }

    private static Duration since(long before, long now) {
        return Duration.ofNanos(now - before);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
