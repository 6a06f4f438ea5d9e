package dev.docket.cli.terminal;

import java.util.concurrent.atomic.AtomicLong;

/** Says how far something is: a bar on a terminal, else a line for every tenth. Safe for use by several threads. */
public final class Progress {
    private static final int WIDTH = 40;
    private static final int STEPS_ON_TERMINAL = 200;
    private static final int STEPS_ELSEWHERE = 10;

    private final Screen screen;
    private final String what;
    private final long total;
    private final AtomicLong done = new AtomicLong();

    public Progress(Screen screen, String what, long total) {
        this.screen = screen;
        this.what = what;
        this.total = total;
    }

    /** One more is done. */
    public void advance() {
        advance(1);
    }

    /** That many more are done. */
    public void advance(long more) {
        long now = done.addAndGet(more);
        int steps = screen.terminal() ? STEPS_ON_TERMINAL : STEPS_ELSEWHERE;
        if (now * steps / total > (now - more) * steps / total) {
            show(now);
        }
    }

    private synchronized void show(long now) {
        if (!screen.terminal()) {
            screen.line("  %3d %%  %,d of %,d %s".formatted(now * 100 / total, now, total, what));
            return;
        }
        int filled = (int) (now * WIDTH / total);
        screen.out()
                .print("\r  [%s%s] %3d %%  %,d %s"
                        .formatted("#".repeat(filled), ".".repeat(WIDTH - filled), now * 100 / total, now, what));
        if (now >= total) {
            screen.out().println();
        }
        screen.out().flush();
    }
}
