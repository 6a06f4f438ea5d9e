package dev.docket.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Looks once a second at callers who are slow in different ways. */
class RequestPaceTest {
    private static final long BEGAN = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

    private final Taken taken = new Taken();

    /** An answer of which the caller takes so many bytes a second, when it is to. */
    private static final class Taken implements RequestPace.Progress {
        private long bytes;
        private boolean isAwaited = true;

        @Override
        public long sentBytes() {
            return 0;
        }

        @Override
        public boolean isSent() {
            return true;
        }

        @Override
        public long answeredBytes() {
            return bytes;
        }

        @Override
        public boolean isTakerAwaited() {
            return isAwaited;
        }
    }

    @Test
    void a_caller_that_takes_nothing_is_dropped_after_ten_seconds() {
        assertThat(droppedAfterSeconds(pace(true), 0, 60)).isEqualTo(11);
    }

    @Test
    void one_that_takes_an_answer_little_by_little_is_dropped_after_five_minutes() {
        assertThat(droppedAfterSeconds(pace(false), 200, 3_600)).isEqualTo(301);
    }

    @Test
    void one_that_reads_a_stream_may_take_as_long_as_it_likes() {
        assertThat(droppedAfterSeconds(pace(true), 200, 3_600)).isNegative();
    }

    @Test
    void time_in_which_the_service_is_at_work_does_not_count() {
        RequestPace pace = pace(false);
        taken.isAwaited = false;
        assertThat(droppedAfterSeconds(pace, 0, 3_600)).isNegative();
    }

    private RequestPace pace(boolean isStream) {
        return new RequestPace(taken, false, isStream, BEGAN);
    }

    private int droppedAfterSeconds(RequestPace pace, int bytesASecond, int mostSeconds) {
        for (int second = 1; second <= mostSeconds; second++) {
            taken.bytes += bytesASecond;
            if (pace.isTooSlow(BEGAN + Duration.ofSeconds(second).toNanos())) {
                return second;
            }
        }
        return -1;
    }
}
