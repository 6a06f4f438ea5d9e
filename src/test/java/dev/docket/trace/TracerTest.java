package dev.docket.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TracerTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final List<Span> spans = new ArrayList<>();

    @Test
    void a_request_continues_its_callers_trace_and_its_phases_are_part_of_it() {
        Trace trace =
                tracer(0).begin(Parent.of("00-" + TRACE + "-" + SPAN + "-01")).orElseThrow();
        trace.begin("docket.read").run();
        trace.end("POST /v1/decisions", new TreeMap<>(), false);

        Span phase = spans.get(0);
        Span request = spans.get(1);
        assertThat(request.traceId()).isEqualTo(TRACE);
        assertThat(request.parentId()).isEqualTo(SPAN);
        assertThat(request.beganNanos()).isEqualTo(NOW.toEpochMilli() * 1_000_000);
        assertThat(phase.traceId()).isEqualTo(TRACE);
        assertThat(phase.parentId()).isEqualTo(request.id());
        assertThat(phase.id()).isNotEqualTo(request.id());
        assertThat(phase.beganNanos()).isBetween(request.beganNanos(), phase.endedNanos());
        assertThat(phase.endedNanos()).isLessThanOrEqualTo(request.endedNanos());
    }

    @Test
    void who_is_not_traced_is_not_traced_here_either() {
        assertThat(tracer(100).begin(Parent.of("00-" + TRACE + "-" + SPAN + "-00")))
                .isEmpty();
    }

    @Test
    void of_those_who_say_nothing_some_are_traced() {
        assertThat(IntStream.range(0, 1_000)
                        .filter(i -> tracer(50).begin(Optional.empty()).isPresent())
                        .count())
                .isBetween(300L, 700L);
        assertThat(tracer(0).begin(Optional.empty())).isEmpty();
        assertThat(tracer(100).begin(Optional.empty())).isPresent();
        assertThat(Tracer.OFF.begin(Parent.of("00-" + TRACE + "-" + SPAN + "-01")))
                .isEmpty();
    }

    @Test
    void a_batch_of_many_lines_has_few_spans() {
        Trace trace = tracer(100).begin(Optional.empty()).orElseThrow();
        for (int i = 0; i < 10_000; i++) {
            trace.begin("docket.decide").run();
        }

        assertThat(spans).hasSize(96);
    }

    @Test
    void what_is_no_traceparent_is_none() {
        for (String header : new String[] {
            "",
            "00-" + TRACE + "-" + SPAN,
            "00-" + "0".repeat(32) + "-" + SPAN + "-01",
            "00-" + TRACE + "-" + "0".repeat(16) + "-01",
            "ff-" + TRACE + "-" + SPAN + "-01",
            "00-" + TRACE.toUpperCase(java.util.Locale.ROOT) + "-" + SPAN + "-01"
        }) {
            assertThat(Parent.of(header)).as(header).isEmpty();
        }
        assertThat(Parent.of(null)).isEmpty();
        assertThat(Parent.of("cc-" + TRACE + "-" + SPAN + "-03-what-comes-later"))
                .contains(new Parent(TRACE, SPAN, true));
    }

    private Tracer tracer(int percent) {
        return new Tracer(percent, () -> NOW, spans::add);
    }
}
