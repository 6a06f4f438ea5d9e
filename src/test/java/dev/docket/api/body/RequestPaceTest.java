package dev.docket.api.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Looks once a second at callers who are slow in different ways. */
class RequestPaceTest {
    private static final long BEGAN = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

    private final Taken taken = new Taken();

    /** A caller who sends and takes so many bytes a second, when it is to. */
    private static final class Taken implements RequestPace.Progress {
        private long bytes;
        private boolean isAwaited = true;
        private long sent;
        private int sentEachLook;
        private boolean isSent = true;

        @Override
        public long sentBytes() {
            return sent;
        }

        @Override
        public boolean isSent() {
            return isSent;
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
    void a_body_that_comes_too_slowly_is_dropped_after_ten_seconds_and_a_steady_one_after_two_minutes() {
        assertThat(droppedAfterSeconds(sending(99), 0, 60)).isEqualTo(11);
        assertThat(droppedAfterSeconds(sending(200), 0, 3_600)).isEqualTo(121);
    }

    /** A body of which so many bytes come a second, before work begins. */
    private RequestPace sending(int bytesASecond) {
        taken.isAwaited = false;
        taken.isSent = false;
        taken.sentEachLook = bytesASecond;
        taken.sent = 0;
        return new RequestPace(taken, true, false, BEGAN);
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
            taken.sent += taken.sentEachLook;
            if (pace.isTooSlow(BEGAN + Duration.ofSeconds(second).toNanos())) {
                return second;
            }
        }
        return -1;
    }
}
