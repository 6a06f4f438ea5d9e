package dev.docket.api.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdminAccessTest {
    private static final String TOKEN = "a-token-of-this-test";

    private final List<String> log = new ArrayList<>();
    private final AtomicInteger counted = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(-5);
    private final WrongTokens wrong = new WrongTokens(log::add, counted::incrementAndGet, nanos::get);
    private final AdminAccess access = new AdminAccess(Optional.of(TOKEN), wrong);

    @Test
    void two_hundred_wrong_tokens_are_counted_and_are_one_line_in_the_log() {
        for (int i = 0; i < 200; i++) {
            assertThat(access.of("Bearer wrong-" + i, "10.0.0.7")).isEqualTo(AdminAccess.Verdict.WRONG);
        }

        assertThat(counted).hasValue(200);
        assertThat(log).singleElement().asString().contains("admin token: 1,", "10.0.0.7");
    }

    @Test
    void whoever_goes_on_is_logged_less_and_less_often_and_none_is_left_out() {
        for (int minute = 0; minute < 24 * 60; minute++) {
            nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
            access.of(null, "10.0.0.7");
        }

        assertThat(log).hasSizeBetween(20, 40);
        assertThat(log.get(1)).contains("admin token: 1,");
        assertThat(log.getLast()).contains("admin token: 60,");
    }

    @Test
    void the_log_never_has_the_token_that_was_sent() {
        access.of("Bearer almost-the-token", "10.0.0.7");

        assertThat(log).noneMatch(line -> line.contains("almost"));
    }

    @Test
    void the_right_token_leaves_no_trace() {
        assertThat(access.of("bearer " + TOKEN, "10.0.0.7")).isEqualTo(AdminAccess.Verdict.GRANTED);

        assertThat(log).isEmpty();
        assertThat(counted).hasValue(0);
    }

    @Test
    void a_token_that_could_be_guessed_is_refused_with_advice_and_not_repeated() {
        assertThatThrownBy(() -> new AdminAccess(Optional.of("fifteen-letters"), wrong))
                .isInstanceOf(WeakTokenException.class)
                .hasMessageContainingAll("docket.admin.token has 15 characters", "at least 16", "openssl rand")
                .hasMessageNotContaining("fifteen-letters");
    }
}
