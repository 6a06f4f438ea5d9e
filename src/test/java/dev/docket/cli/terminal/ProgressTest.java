package dev.docket.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter written = new StringWriter();

    @Test
    void elsewhere_than_on_a_terminal_each_tenth_is_one_line() {
        advance(screen(Map.of()), 3000);

        assertThat(written.toString().lines()).hasSize(10).startsWith("   10 %  300 of 3,000 orders");
        assertThat(written.toString().lines()).endsWith("  100 %  3,000 of 3,000 orders");
    }

    @Test
    void few_things_need_fewer_lines() {
        advance(screen(Map.of()), 3);

        assertThat(written.toString().lines())
                .containsExactly("   33 %  1 of 3 orders", "   66 %  2 of 3 orders", "  100 %  3 of 3 orders");
    }

    @Test
    void on_a_terminal_one_line_is_written_over_and_fits_80_columns() {
        advance(screen(Map.of("DOCKET_TERMINALS", "out err")), 3000);

        assertThat(written.toString().split("\r"))
                .hasSizeGreaterThan(100)
                .allMatch(line -> line.strip().length() <= 80);
        assertThat(written.toString()).endsWith("[%s] 100 %%  3,000 orders%n".formatted("#".repeat(40)));
    }

    @Test
    void the_remaining_time_assumes_the_speed_so_far() {
        AtomicLong clock = new AtomicLong();
        Progress progress = new Progress(screen(Map.of()), "models", 4, clock::get);
        for (int seconds : new int[] {100, 110, 111, 112}) {
            clock.set(TimeUnit.SECONDS.toNanos(seconds));
            progress.advance();
        }

        assertThat(written.toString().lines())
                .containsExactly(
                        "   25 %  1 of 4 models, 5 min left",
                        "   50 %  2 of 4 models, 110 s left",
                        "   75 %  3 of 4 models, 37 s left",
                        "  100 %  4 of 4 models");
    }

    @Test
    void nothing_of_a_longer_line_stays_on_a_terminal() {
        AtomicLong clock = new AtomicLong();
        Progress progress = new Progress(screen(Map.of("DOCKET_TERMINALS", "out")), "models", 2, clock::get);
        clock.set(TimeUnit.SECONDS.toNanos(60));
        progress.advance();
        progress.advance();

        String bar = "  [%s%s]  50 %%  1 models, 60 s left".formatted("#".repeat(20), ".".repeat(20));
        assertThat(written.toString())
                .isEqualTo("\r" + bar + "\r" + " ".repeat(bar.length())
                        + "\r  [%s] 100 %%  2 models%n".formatted("#".repeat(40)));
    }

    @Test
    void work_that_goes_on_counts_what_was_done_before_and_not_its_time() {
        AtomicLong clock = new AtomicLong();
        Progress progress = new Progress(screen(Map.of()), "replayed", 1000, 500, clock::get);
        clock.set(TimeUnit.SECONDS.toNanos(10));
        progress.at(600);

        assertThat(written.toString().lines()).containsExactly("   60 %  600 of 1,000 replayed, 40 s left");
    }

    @Test
    void without_a_known_end_what_is_done_is_shown_now_and_then() {
        AtomicLong clock = new AtomicLong();
        Progress progress = new Progress(screen(Map.of()), "replayed", 0, 0, clock::get);
        for (int seconds = 1; seconds <= 25; seconds++) {
            clock.set(TimeUnit.SECONDS.toNanos(seconds));
            progress.at(seconds * 100L);
        }

        assertThat(written.toString().lines()).containsExactly("  1,000 replayed", "  2,000 replayed");
    }

    @Test
    void no_color_is_respected() {
        assertThat(screen(Map.of("DOCKET_TERMINALS", "out")).colours()).isTrue();
        assertThat(screen(Map.of("DOCKET_TERMINALS", "out", "NO_COLOR", "1")).colours())
                .isFalse();
        assertThat(screen(Map.of("DOCKET_TERMINALS", "err")).colours()).isFalse();
    }

    @Test
    void a_paragraph_is_broken_at_80_columns_under_its_beginning() {
        screen(Map.of()).paragraph("  Why  ", "word ".repeat(30));

        assertThat(written.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.length() <= 80)
                .element(1)
                .asString()
                .startsWith("       word");
    }

    private Screen screen(Map<String, String> environment) {
        return Screen.of(new PrintWriter(written), "out", environment);
    }

    private static void advance(Screen screen, int total) {
        Progress progress = new Progress(screen, "orders", total);
        for (int i = 0; i < total; i++) {
            progress.advance();
        }
    }
}
