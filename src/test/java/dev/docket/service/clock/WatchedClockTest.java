package dev.docket.service.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedClockTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private Instant time = NOW;
    private long nanos;
    private final List<String> log = new ArrayList<>();
    private final WatchedClock clock = new WatchedClock(() -> time, () -> nanos, log::add);

    @Test
    void a_clock_that_goes_as_time_passes_is_trusted_and_so_is_one_that_a_time_server_corrects() {
        for (int i = 0; i < 1000; i++) {
            pass(Duration.ofSeconds(30));
            time = time.plusMillis(i % 2 == 0 ? 900 : -900);
            assertThat(clock.instant()).isEqualTo(time);
        }

        assertThat(clock.doubt()).isEmpty();
        assertThat(clock.jumps()).isZero();
        assertThat(log).isEmpty();
    }

    @Test
    void a_jump_ahead_is_reported_once_and_the_clock_is_believed() {
        pass(Duration.ofSeconds(5));
        time = time.plus(Duration.ofDays(3650));

        assertThat(clock.instant()).isEqualTo(time);
        pass(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(time);

        assertThat(clock.doubt()).hasValueSatisfying(because -> assertThat(because)
                .startsWith("The clock jumped ahead by PT87600H to 2036-02-28T"));
        assertThat(clock.jumps()).isEqualTo(1);
        assertThat(log).singleElement().asString().endsWith("Decisions go on. Check the machine's time service.");
    }

    @Test
    void a_jump_back_is_reported_and_so_is_the_one_that_mends_it() {
        pass(Duration.ofSeconds(5));
        time = time.minus(Duration.ofHours(2));
        clock.instant();
        pass(Duration.ofSeconds(5));
        time = time.plus(Duration.ofHours(2));
        clock.instant();

        assertThat(log).hasSize(2).first().asString().startsWith("The clock jumped back by PT2H to ");
        assertThat(clock.jumps()).isEqualTo(2);
    }

    @Test
    void a_jump_is_forgotten_after_a_day() {
        pass(Duration.ofSeconds(5));
        time = time.plus(Duration.ofDays(2));
        clock.instant();
        pass(Duration.ofHours(23));
        assertThat(clock.doubt()).isPresent();

        pass(Duration.ofHours(2));

        assertThat(clock.doubt()).isEmpty();
        assertThat(clock.jumps()).isEqualTo(1);
    }

    @Test
    void a_clock_behind_the_last_record_or_years_after_it_is_doubted_at_the_start() {
        clock.compareWith(NOW.plus(Duration.ofDays(1)));
        assertThat(clock.doubt())
                .hasValueSatisfying(because -> assertThat(because).contains("PT24H before the last record"));

        clock.compareWith(NOW.minus(Duration.ofDays(800)));
        assertThat(clock.doubt())
                .hasValueSatisfying(because -> assertThat(because).contains("800 days after the last record"));
    }

    @Test
    void a_service_that_was_paused_over_the_holidays_has_a_good_clock() {
        clock.compareWith(NOW.minus(Duration.ofDays(20)));
        clock.compareWith(NOW.plusSeconds(30));

        assertThat(clock.doubt()).isEmpty();
    }

    private void pass(Duration duration) {
        time = time.plus(duration);
        nanos += duration.toNanos();
    }
}
