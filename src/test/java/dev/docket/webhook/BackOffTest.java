package dev.docket.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final long SEED = 19;

    @Test
    void twelve_attempts_take_about_a_day() {
        Random random = new Random(SEED);
        Duration whole = Duration.ZERO;
        for (int failed = 1; failed < 12; failed++) {
            whole = whole.plus(BackOff.USUAL.after(failed, random));
        }
        assertThat(whole).isBetween(Duration.ofHours(18), Duration.ofHours(28));
    }

    @Test
    void waits_grow_to_a_limit_and_differ() {
        Random random = new Random(SEED);
        Set<Duration> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(BackOff.USUAL.after(1, random)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
            assertThat(BackOff.USUAL.after(4, random)).isBetween(Duration.ofSeconds(108), Duration.ofSeconds(162));
            Duration late = BackOff.USUAL.after(1_000_000, random);
            assertThat(late).isBetween(Duration.ofMinutes(288), Duration.ofMinutes(432));
            seen.add(late);
        }
        assertThat(seen).hasSizeGreaterThan(10);
    }

    @Test
    void a_receiver_says_in_seconds_or_by_date_how_long_to_wait_a_day_at_most() {
        Instant now = Instant.parse("2026-03-02T10:00:00Z");
        assertThat(RetryAfter.parse("120", now)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Mon, 2 Mar 2026 10:05:00 GMT", now)).contains(Duration.ofMinutes(5));
        assertThat(RetryAfter.parse("999999999", now)).contains(Duration.ofDays(1));
        assertThat(RetryAfter.parse("Mon, 2 Mar 2026 09:00:00 GMT", now)).isEmpty();
        assertThat(RetryAfter.parse("-1", now)).isEmpty();
        assertThat(RetryAfter.parse("soon", now)).isEmpty();
    }
}
