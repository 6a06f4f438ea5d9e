package dev.docket.cli.terminal;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Shows progress and remaining time: a bar on a terminal, otherwise a line for every 10 %. Safe for
 * use by several threads.
 */
public final class Progress {
    private static final int WIDTH = 40;
    private static final int STEPS_ON_TERMINAL = 200;
    private static final int STEPS_ELSEWHERE = 10;
    // Anything shorter needs no forecast.
    private static final long LEAST_SECONDS_LEFT = 2;
    private static final int SECONDS_IN_A_MINUTE = 60;
    private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Screen screen;
    private final String what;
    private final long total;
    private final LongSupplier nanoTicker;
    private final long began;
    private final long first;
    private final AtomicLong done;
    private final AtomicLong lastShown;
    private int shown;

    public Progress(Screen screen, String what, long total) {
        this(screen, what, total, 0, System::nanoTime);
    }

    /**
     * Goes on with work that was begun before.
     *
     * @param total 0 if nobody knows; then what is done is shown from time to time
     * @param first how many were done before
     */
    public Progress(Screen screen, String what, long total, long first) {
        this(screen, what, total, first, System::nanoTime);
    }

    /** @param nanoTicker a nanosecond clock with any origin, such as {@link System#nanoTime} */
    Progress(Screen screen, String what, long total, LongSupplier nanoTicker) {
        this(screen, what, total, 0, nanoTicker);
    }

    Progress(Screen screen, String what, long total, long first, LongSupplier nanoTicker) {
        this.screen = screen;
        this.what = what;
        this.total = total;
        this.nanoTicker = nanoTicker;
        this.first = first;
        this.done = new AtomicLong(first);
        this.began = nanoTicker.getAsLong();
        this.lastShown = new AtomicLong(began);
    }

    /** Counts one more as done. */
    public void advance() {
        advance(1);
    }

    /** Counts more as done. */
    public void advance(long more) {
        long now = done.addAndGet(more);
        if (total == 0) {
            showCount(now);
            return;
        }
        int steps = screen.terminal() ? STEPS_ON_TERMINAL : STEPS_ELSEWHERE;
        if (now * steps / total > (now - more) * steps / total) {
            show(now);
        }
    }

    /** Shows that so many are done, no fewer than before. */
    public void at(long count) {
        advance(count - done.get());
    }

    private void showCount(long now) {
        long time = nanoTicker.getAsLong();
        long last = lastShown.get();
        if (time - last >= PACE_NANOS && lastShown.compareAndSet(last, time)) {
            screen.line(String.format(Locale.ROOT, "  %,d %s", now, what));
        }
    }

    private synchronized void show(long now) {
        if (!screen.terminal()) {
            screen.line(String.format(
                    Locale.ROOT, "  %3d %%  %,d of %,d %s%s", now * 100 / total, now, total, what, left(now)));
            return;
        }
        int filled = (int) (now * WIDTH / total);
        String line = String.format(
                Locale.ROOT,
                "  [%s%s] %3d %%  %,d %s%s",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                now * 100 / total,
                now,
                what,
                left(now));
        if (line.length() < shown) {
            screen.control("\r" + " ".repeat(shown));
        }
        screen.control("\r");
        screen.out().print(line);
        shown = line.length();
        if (now >= total) {
            screen.out().println();
        }
        screen.out().flush();
    }

    /** Extrapolates from the speed so far. */
    private String left(long now) {
        double passed = nanoTicker.getAsLong() - began;
        long seconds = Math.round(passed / (now - first) * (total - now) / TimeUnit.SECONDS.toNanos(1));
        if (seconds < LEAST_SECONDS_LEFT) {
            return "";
        }
        return seconds < 2 * SECONDS_IN_A_MINUTE
                ? String.format(Locale.ROOT, ", %d s left", seconds)
                : String.format(Locale.ROOT, ", %d min left", Math.ceilDiv(seconds, SECONDS_IN_A_MINUTE));
    }
}
