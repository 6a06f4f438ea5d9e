package dev.docket.api.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.api.load.Admission;
import dev.docket.api.load.Work;
import dev.docket.api.problem.RefusedException;
import dev.docket.bundle.Bundle;
import dev.docket.bundle.active.ActiveBundle;
import dev.docket.bundle.active.Recalled;
import dev.docket.bundle.active.SharedBundle;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.fixture.BreakableJournal;
import dev.docket.fixture.LongOrder;
import dev.docket.fixture.SmallBundle;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.DecisionMeter;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.AnswerBody;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.ReproduceAnswer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RequestEndTest {
    private final Bundle bundle = SmallBundle.version("1");
    private final AtomicInteger freed = new AtomicInteger();
    private final ActiveBundle active = new ActiveBundle(new SharedBundle(bundle, freed::incrementAndGet));
    private final RequestReader requests = new RequestReader(new RecordReader());
    private final DecideOrder decideOrder = new DecideOrder(
            active::pin,
            new BreakableJournal(),
            new ReproduceAnswer(digest -> new Recalled.Missing(), AsDecided.SHIPPED, requests),
            () -> Instant.parse("2026-03-02T10:00:00Z"),
            DecisionMeter.NONE);

    @Test
    void an_answer_that_is_not_sent_lets_its_bundle_go_when_the_request_ends() {
        RequestEnd end = new RequestEnd(place());
        end.closes(answer());
        active.close();
        assertThat(freed).hasValue(0);

        end.over();

        assertThat(freed).hasValue(1);
    }

    @Test
    void one_that_comes_after_the_end_does_so_at_once() {
        RequestEnd end = new RequestEnd(place());
        AnswerBody late = answer();
        active.close();

        end.over();
        assertThat(freed).hasValue(0);
        end.closes(late);

        assertThat(freed).hasValue(1);
    }

    @Test
    void a_long_one_for_which_there_is_no_room_is_refused_and_closed() {
        AnswerBody answer = answer(200);
        active.close();
        Admission.Place place = new Admission(1, 4 * answer.heldBytes() - 2)
                .enter(Work.READING, "anybody", 0)
                .orElseThrow();
        RequestEnd end = new RequestEnd(place);
        assertThat(place.holds(answer.heldBytes())).isTrue();

        assertThat(answer.heldBytes()).isGreaterThan(64 * 1024);
        assertThatThrownBy(() -> end.closes(answer)).isInstanceOf(RefusedException.class);

        assertThat(freed).hasValue(1);
    }

    @Test
    void a_full_trace_takes_room_however_short_its_order_is() {
        try (AnswerBody answer = answer(1)) {
            assertThat(answer.heldBytes()).isGreaterThan(64 * 1024);
        }
    }

    @Test
    void what_took_room_when_it_was_made_takes_none_again_when_it_is_sent() {
        Admission.Place place =
                new Admission(1, 400_000).enter(Work.READING, "anybody", 0).orElseThrow();
        RequestEnd end = new RequestEnd(place);
        end.closes(new AnswerBody.Whole(new byte[150_000]));

        assertThat(end.holds(150_000)).isTrue();
        assertThat(end.holds(190_000)).isTrue();

        assertThat(place.holds(10_000)).isTrue();
        assertThat(place.holds(1)).isFalse();
        assertThat(end.holds(190_001)).isFalse();
        assertThat(end.holds(60_000)).as("a short one").isTrue();
    }

    private static Admission.Place place() {
        return new Admission(1, 1L << 30).enter(Work.READING, "anybody", 0).orElseThrow();
    }

    private AnswerBody answer() {
        return answer(30);
    }

    private AnswerBody answer(int lines) {
        return switch (requests.read(LongOrder.json(lines))) {
            case Reading.Valid<Request> valid -> decideOrder.dryRun(valid.value(), TraceLevel.FULL);
            case Reading.Invalid<Request> invalid -> throw new AssertionError(invalid.problems());
        };
    }
}
