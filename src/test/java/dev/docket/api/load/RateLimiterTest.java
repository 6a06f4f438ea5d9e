package dev.docket.api.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final long SECOND = 1_000_000_000L;
    private final RateLimiter limiter = new RateLimiter(new RequestRates(0, 1, 100, 10));

    @Test
    void a_caller_gets_its_rate_and_what_it_saved_in_two_seconds() {
        assertThat(granted("a", 0, 500)).isEqualTo(200);
        assertThat(granted("a", SECOND / 2, 500)).isEqualTo(50);
        assertThat(granted("a", 60 * SECOND, 500)).isEqualTo(200);
    }

    @Test
    void one_caller_does_not_use_up_what_another_may() {
        granted("greedy", 0, 500);

        assertThat(granted("normal", 0, 1)).isOne();
    }

    @Test
    void kinds_of_work_are_counted_apart_and_some_are_not_counted() {
        granted("a", 0, 500);

        assertThat(limiter.take(Work.WATCHING, "a", 0)).hasValueSatisfying(quota -> {
            assertThat(quota.isGranted()).isTrue();
            assertThat(quota.remaining()).isEqualTo(19);
        });
        assertThat(limiter.take(Work.DECIDING, "a", 0)).isEmpty();
    }

    @Test
    void invented_callers_do_not_fill_the_memory_or_free_anybody() {
        granted("greedy", SECOND, 500);
        IntStream.range(0, 9_000).forEach(i -> granted("caller-" + i, SECOND, 1));

        assertThat(granted("greedy", SECOND, 10)).isZero();
        assertThat(limiter.size()).isLessThanOrEqualTo(10_000);
        IntStream.range(0, 20_000).forEach(i -> granted("later-" + i, 5 * SECOND, 1));
        assertThat(limiter.size()).isLessThanOrEqualTo(10_000);
    }

    private long granted(String caller, long now, int requests) {
        return IntStream.range(0, requests)
                .filter(i ->
                        limiter.take(Work.READING, caller, now).orElseThrow().isGranted())
                .count();
    }
}
