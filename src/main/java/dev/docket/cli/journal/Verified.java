package dev.docket.cli.journal;

import dev.docket.cli.terminal.Screen;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Prints now and then how many records were verified; the total is only known at the end. */
final class Verified implements LongConsumer {
    private static final Duration PACE = Duration.ofSeconds(2);

    private final Screen screen;
    private final long start = System.nanoTime();
    private long lastShown = start;

    Verified(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void accept(long records) {
        long now = System.nanoTime();
        if (now - lastShown >= PACE.toNanos()) {
            lastShown = now;
            screen.line(String.format(
                    Locale.ROOT, "  %,d records, %,.0f per second", records, records * 1e9 / (now - start)));
        }
    }
}
