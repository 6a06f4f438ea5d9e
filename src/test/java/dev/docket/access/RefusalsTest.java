package dev.docket.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.Refusals.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private final List<String> log = new ArrayList<>();
    private final AtomicInteger counted = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(-5);
    private final Refusals refusals = new Refusals(log::add, reason -> counted.incrementAndGet(), nanos::get);

    @Test
    void two_hundred_wrong_keys_are_counted_and_are_one_line_in_the_log() {
        for (int i = 0; i < 200; i++) {
            refusals.add(Reason.WRONG_CREDENTIALS, "10.0.0.7", "decide", "call-" + i);
        }

        assertThat(counted).hasValue(200);
        assertThat(log).singleElement().asString().contains("wrong credentials: 1,", "decide by 10.0.0.7", "call-0");
    }

    @Test
    void whoever_goes_on_is_logged_less_and_less_often_and_none_is_left_out() {
        for (int minute = 0; minute < 24 * 60; minute++) {
            nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
            refusals.add(Reason.MISSING_ROLE, "key:erp/7Q2M9K4T at 10.0.0.7", "exportCsv", "call");
        }

        assertThat(log).hasSizeBetween(20, 40);
        assertThat(log.get(1)).contains("missing role: 1,");
        assertThat(log.getLast()).contains("missing role: 60,");
    }

    @Test
    void each_caller_and_each_reason_has_a_line_of_its_own() {
        refusals.add(Reason.WRONG_CREDENTIALS, "10.0.0.7", "decide", "call");
        refusals.add(Reason.WRONG_CREDENTIALS, "10.0.0.8", "decide", "call");
        refusals.add(Reason.NO_CREDENTIALS, "10.0.0.8", "decide", "call");

        assertThat(log).hasSize(3);
    }

    @Test
    void a_flood_of_callers_is_no_flood_of_lines_and_others_can_be_seen_again_later() {
        for (int i = 0; i < 100_000; i++) {
            refusals.add(Reason.WRONG_CREDENTIALS, "10.0." + i, "decide", "call");
        }
        assertThat(counted).hasValue(100_000);
        assertThat(log).hasSize(Refusals.MOST_TRACKED + 1);

        nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
        refusals.add(Reason.WRONG_CREDENTIALS, "10.1.1.1", "decide", "call");
        assertThat(log.getLast()).contains("10.1.1.1");
    }
}
