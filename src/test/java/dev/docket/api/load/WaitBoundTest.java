package dev.docket.api.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitBoundTest {
    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final int LEAST = 16;
    private static final int BURST = 128;
    private static final int MOST = 512;

    private final WaitBound bound = WaitBound.of(Duration.ofMillis(40), 2, LEAST, BURST, MOST);
    private final long longAgo = System.nanoTime();
    private final long now = longAgo + 1_000 * MILLI;

    @Test
    void as_many_may_wait_as_are_done_in_time_by_all_threads() {
        bound.empty(longAgo);
        bound.took(2 * MILLI);

        assertThat(bound.places(now)).isEqualTo(40);
    }

    @Test
    void it_follows_how_fast_the_work_goes() {
        bound.empty(longAgo);
        for (int i = 0; i < 1_000; i++) {
            bound.took(4 * MILLI);
        }
        assertThat(bound.places(now)).isEqualTo(20);
        for (int i = 0; i < 1_000; i++) {
            bound.took(MILLI / 2);
        }
        assertThat(bound.places(now)).isBetween(159, 160);
    }

    @Test
    void one_slow_piece_of_work_does_not_close_the_door() {
        bound.empty(longAgo);
        for (int i = 0; i < 1_000; i++) {
            bound.took(MILLI / 2);
        }
        bound.took(60 * MILLI);

        assertThat(bound.places(now)).isGreaterThan(50);
    }

    @Test
    void however_slow_or_fast_it_goes_there_are_so_many_places() {
        bound.empty(longAgo);
        bound.took(5_000 * MILLI);
        assertThat(bound.places(now)).isEqualTo(LEAST);
        for (int i = 0; i < 10_000; i++) {
            bound.took(1);
        }
        assertThat(bound.places(now)).isEqualTo(MOST);
    }

    @Test
    void a_burst_may_wait_but_not_for_long() {
        bound.took(5 * MILLI);
        bound.empty(now);

        assertThat(bound.places(now + 99 * MILLI)).isEqualTo(BURST);
        assertThat(bound.places(now + 101 * MILLI)).isEqualTo(LEAST);
    }

    @Test
    void with_most_of_it_refused_nobody_waits_longer_than_the_bound() {
        bound.empty(now);
        bound.took(8 * MILLI);
        assertThat(bound.places(now)).isEqualTo(BURST);

        for (int i = 0; i < 1_000; i++) {
            bound.refused(now);
            bound.refused(now);
            bound.took(8 * MILLI);
        }

        assertThat(bound.places(now)).isEqualTo(10);
    }

    @Test
    void however_much_is_refused_no_thread_waits_for_work() {
        bound.took(5_000 * MILLI);
        for (int i = 0; i < 1_000; i++) {
            bound.refused(now);
        }

        assertThat(bound.places(now)).isEqualTo(2 * 4);
    }

    @Test
    void once_less_is_refused_there_are_as_many_places_as_before() {
        bound.empty(longAgo);
        for (int i = 0; i < 1_000; i++) {
            bound.refused(now);
        }
        for (int i = 0; i < 300; i++) {
            bound.took(8 * MILLI);
        }

        assertThat(bound.places(now)).isEqualTo(LEAST);
    }

    @Test
    void a_fixed_bound_stays_however_much_is_refused() {
        WaitBound fixed = WaitBound.fixed(256);
        fixed.took(5_000 * MILLI);
        for (int i = 0; i < 1_000; i++) {
            fixed.refused(now);
        }

        assertThat(fixed.places(now)).isEqualTo(256);
    }

    @Test
    void a_second_after_the_last_refusal_a_burst_may_wait_again() {
        for (int i = 0; i < 1_000; i++) {
            bound.refused(now);
        }
        bound.took(8 * MILLI);
        bound.empty(now + 1_001 * MILLI);

        assertThat(bound.places(now + 999 * MILLI)).isEqualTo(10);
        assertThat(bound.places(now + 1_001 * MILLI)).isEqualTo(BURST);
    }
}
