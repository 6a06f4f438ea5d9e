package dev.docket.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.SaidOfOutages;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutageTest {
    private final SaidOfOutages said = new SaidOfOutages();
    private final AtomicLong nanos = new AtomicLong(-7);
    private final Outage outage = new Outage("the journal", said, nanos::get);

    @Test
    void hundreds_of_failures_from_many_threads_are_one_error_and_one_line_that_counts_them_all() {
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 675; i++) {
                threads.execute(() -> outage.failed("recording", "the disk is full"));
            }
        }
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(12));
        outage.worked("recording");
        outage.worked("recording");

        assertThat(said.errors()).containsExactly("the journal fails (recording): the disk is full");
        assertThat(said.infos()).containsExactly("the journal works again after 12 s; failed meanwhile: recording 675");
    }

    @Test
    void it_is_over_when_everything_that_failed_works_and_not_when_something_else_does() {
        outage.failed("recording", "the disk is full");
        outage.failed("signing", "the disk is full");
        outage.failed("signing", "the disk is full");
        outage.worked("reading");
        outage.worked("signing");
        assertThat(said.infos()).isEmpty();
        assertThat(outage.isOn()).isTrue();

        outage.worked("recording");

        assertThat(said.errors()).hasSize(1);
        assertThat(said.infos())
                .containsExactly("the journal works again after 0 s; failed meanwhile: recording 1, signing 2");
        assertThat(outage.isOn()).isFalse();
    }

    @Test
    void what_nobody_tries_again_does_not_keep_it_on_for_ever() {
        outage.failed("reading", "the disk is full");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(59));
        outage.worked("recording");
        assertThat(outage.isOn()).isTrue();

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        outage.worked("recording");

        assertThat(outage.isOn()).isFalse();
        assertThat(said.infos()).containsExactly("the journal works again after 60 s; failed meanwhile: reading 1");
    }

    @Test
    void the_next_one_is_said_and_counted_anew() {
        outage.failed("recording", "first");
        outage.worked("recording");
        outage.failed("recording", "second");
        outage.worked("recording");

        assertThat(said.errors()).hasSize(2).last().asString().endsWith("second");
        assertThat(said.infos()).hasSize(2).last().asString().endsWith("recording 1");
    }

    @Test
    void what_never_failed_is_never_mentioned() {
        outage.worked("recording");

        assertThat(said.errors()).isEmpty();
        assertThat(said.infos()).isEmpty();
    }
}
