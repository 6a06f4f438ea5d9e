package dev.docket.cli.replay;

import dev.docket.cli.terminal.Screen;
import java.time.Duration;
import java.util.Locale;

/** Shows a replay's progress, speed and remaining time, in one line that is overwritten on a terminal. */
public final class ReplayProgress {
    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private static final String START_OF_AN_EMPTY_LINE = "\r\u001B[K";

    private final Screen screen;
    private final long total;
    private final long first;
    private final long began = System.nanoTime();
    private long lastShown = began;
    private boolean hasLine;

    /**
     * @param total the total number; 0 if unknown
     * @param first how many were already done
     */
    public ReplayProgress(Screen screen, long total, long first) {
        this.screen = screen;
        this.total = total;
        this.first = first;
    }

    /** Reports how many are done. */
    public void at(long decisions) {
        long now = System.nanoTime();
        Duration pace = screen.terminal() ? ON_TERMINAL : ELSEWHERE;
        if (now - lastShown >= pace.toNanos()) {
            lastShown = now;
            print(sentence(decisions, now));
        }
    }

    private void print(String sentence) {
        if (!screen.terminal()) {
            screen.line(sentence);
            return;
        }
        hasLine = true;
        screen.control(START_OF_AN_EMPTY_LINE);
        screen.out().print(sentence);
        screen.out().flush();
    }

    private String sentence(long decisions, long now) {
        double perSecond = (decisions - first) / seconds(now);
        String whole = total == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " of %s (%s), %d s left",
                        Amounts.count(total),
                        Amounts.share(decisions, total),
                        Math.round(Math.max(0, total - decisions) / Math.max(1, perSecond)));
        return "  replayed %s%s, %s per minute"
                .formatted(Amounts.count(decisions), whole, Amounts.count(Math.round(perSecond * 60)));
    }

    /** Everything is done. */
    public void end(long decisions) {
        long now = System.nanoTime();
        String line = String.format(
                Locale.ROOT,
                "replayed %s in %.1f s, %s per minute",
                Amounts.count(decisions - first),
                seconds(now),
                Amounts.count(Math.round((decisions - first) / seconds(now) * 60)));
        screen.control(hasLine ? START_OF_AN_EMPTY_LINE : "");
        screen.line(line);
    }

    private double seconds(long now) {
        return Math.max(1, now - began) / 1e9;
    }
}
