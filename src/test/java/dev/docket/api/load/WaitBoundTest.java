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
    private long now = System.nanoTime() + 1_000 * MILLI;

    @Test
    void as_much_may_be_on_its_way_as_is_done_in_time() {
        bound.empty(now);
        done(1, MILLI);
        later();

        assertThat(bound.places(now)).isEqualTo(40);
    }

    @Test
    void it_follows_how_fast_the_work_goes() {
        bound.empty(now);
        done(1_000, 2 * MILLI);
        assertThat(bound.places(now)).isEqualTo(20);
        done(1_000, MILLI / 4);
        assertThat(bound.places(now)).isBetween(159, 160);
    }

    @Test
    void a_batch_that_is_done_at_once_counts_as_if_one_had_followed_the_other() {
        bound.empty(now);
        for (int batch = 0; batch < 300; batch++) {
            done(1, 4 * MILLI);
            done(7, 0);
        }

        assertThat(bound.places(now)).isBetween(76, 90);
    }

    @Test
    void a_time_without_work_says_nothing_of_how_fast_it_goes() {
        bound.empty(now);
        done(1_000, MILLI / 2);
        for (int i = 0; i < 100; i++) {
            later();
            bound.empty(now);
            done(1, MILLI / 2);
        }
        later();

        assertThat(bound.places(now)).isBetween(79, 80);
    }

    @Test
    void one_slow_piece_of_work_does_not_close_the_door() {
        bound.empty(now);
        done(1_000, MILLI / 4);
        done(1, 30 * MILLI);
        later();

        assertThat(bound.places(now)).isGreaterThan(50);
    }

    @Test
    void however_slow_or_fast_it_goes_there_are_so_many_places() {
        bound.empty(now);
        done(1, 5_000 * MILLI);
        assertThat(bound.places(now)).isEqualTo(LEAST);
        done(10_000, 1);
        assertThat(bound.places(now)).isEqualTo(MOST);
    }

    @Test
    void a_burst_may_be_on_its_way_but_not_for_long() {
        bound.empty(now);
        done(1, 5 * MILLI);
        bound.empty(now);

        assertThat(bound.places(now + 99 * MILLI)).isEqualTo(BURST);
        assertThat(bound.places(now + 101 * MILLI)).isEqualTo(LEAST);
    }

    @Test
    void on_many_processors_a_burst_has_no_fewer_places_than_there_always_are() {
        WaitBound many = WaitBound.of(Duration.ofMillis(40), 8, 384, 100, MOST);
        many.empty(now);

        many.done(now + 5 * MILLI);

        assertThat(many.places(now + 6 * MILLI)).isEqualTo(384);
    }

    @Test
    void whoever_comes_late_with_an_early_time_changes_nothing() {
        bound.empty(now);
        done(1_000, MILLI / 2);
        int places = bound.places(now + 500 * MILLI);
        for (int i = 0; i < 3; i++) {
            bound.done(now - 20 * MILLI);
            bound.empty(now - 20 * MILLI);
        }

        assertThat(bound.places(now + 500 * MILLI)).isBetween(places, places + 10);
    }

    @Test
    void with_most_of_it_refused_there_is_a_quarter_of_that_time() {
        bound.empty(now);
        done(1, MILLI / 2);
        assertThat(bound.places(now)).isEqualTo(BURST);

        for (int i = 0; i < 1_000; i++) {
            bound.refused(now);
            bound.refused(now);
            done(1, MILLI / 2);
        }

        assertThat(bound.places(now)).isEqualTo(20);
    }

    @Test
    void however_much_is_refused_neither_thread_nor_disk_is_idle() {
        bound.empty(now);
        done(1, 5_000 * MILLI);
        refused(1_000);

        assertThat(bound.places(now)).isEqualTo(LEAST);
    }

    @Test
    void once_less_is_refused_there_are_as_many_places_as_before() {
        bound.empty(now);
        refused(1_000);
        done(300, MILLI / 2);

        assertThat(bound.places(now)).isEqualTo(80);
    }

    @Test
    void a_fixed_bound_stays_however_much_is_refused() {
        WaitBound fixed = WaitBound.fixed(256);
        fixed.empty(now);
        fixed.done(now + 5_000 * MILLI);
        for (int i = 0; i < 1_000; i++) {
            fixed.refused(now);
        }

        assertThat(fixed.places(now)).isEqualTo(256);
    }

    @Test
    void a_second_after_the_last_refusal_a_burst_may_be_on_its_way_again() {
        bound.empty(now);
        done(1, MILLI / 2);
        refused(1_000);
        bound.empty(now + 1_001 * MILLI);

        assertThat(bound.places(now + 999 * MILLI)).isEqualTo(20);
        assertThat(bound.places(now + 1_001 * MILLI)).isEqualTo(BURST);
    }

    /** So many are done, each so much later than the one before. */
    private void done(int count, long nanosEach) {
        for (int i = 0; i < count; i++) {
            now += nanosEach;
            bound.done(now);
        }
    }

    private void refused(int count) {
        for (int i = 0; i < count; i++) {
            bound.refused(now);
        }
    }

    /** So long that what was a burst is none any more. */
    private void later() {
        now += 500 * MILLI;
    }
}
