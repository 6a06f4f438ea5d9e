package dev.docket.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.fixture.Collector;
import dev.docket.fixture.SaidOfOutages;
import dev.docket.outage.Outage;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SpanSenderTest {
    private static final Span REQUEST = new Span(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            "00f067aa0ba902b7",
            "POST /v1/decisions",
            true,
            1_772_442_000_000_000_000L,
            1_772_442_000_001_500_000L,
            new TreeMap<>(Map.of("http.route", "/v1/decisions")),
            true);

    private final Outage outage = new Outage("sending traces", new SaidOfOutages());

    @Test
    void a_span_is_sent_as_the_protocol_has_it() throws IOException, InterruptedException {
        try (Collector collector = Collector.start();
                SpanSender sender = new SpanSender(URI.create(collector.endpoint()), "1.2", outage)) {
            sender.accept(REQUEST);

            JsonNode span = collector.await(spans -> !spans.isEmpty()).getFirst();

            assertThat(span).hasToString("""
                    {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331",\
                    "parentSpanId":"00f067aa0ba902b7","name":"POST /v1/decisions","kind":2,\
                    "startTimeUnixNano":"1772442000000000000","endTimeUnixNano":"1772442000001500000",\
                    "attributes":[{"key":"http.route","value":{"stringValue":"/v1/decisions"}}],"status":{"code":2}}""");
            JsonNode resource = collector.bodies().getFirst().at("/resourceSpans/0/resource/attributes");
            assertThat(resource).hasToString("""
                    [{"key":"service.name","value":{"stringValue":"docket"}},\
                    {"key":"service.version","value":{"stringValue":"1.2"}}]""");
        }
    }

    @Test
    void what_waits_is_sent_when_the_service_stops() throws IOException {
        try (Collector collector = Collector.start()) {
            try (SpanSender sender = new SpanSender(URI.create(collector.endpoint()), "1", outage)) {
                for (int i = 0; i < 3_000; i++) {
                    sender.accept(REQUEST);
                }
            }
            assertThat(collector.spans()).hasSize(3_000);
        }
    }

    @Test
    void a_collector_that_refuses_is_an_outage_and_what_it_refused_is_counted()
            throws IOException, InterruptedException {
        try (Collector collector = Collector.start();
                SpanSender sender = new SpanSender(URI.create(collector.endpoint()), "1", outage)) {
            collector.answer(503);
            sender.accept(REQUEST);
            while (sender.dropped() == 0) {
                Thread.sleep(10);
            }
            assertThat(outage.isOn()).isTrue();

            collector.answer(200);
            sender.accept(REQUEST);
            collector.await(spans -> List.of(REQUEST).size() == spans.size());
            while (outage.isOn()) {
                Thread.sleep(10);
            }
            assertThat(sender.dropped()).isOne();
        }
    }

    @Test
    void nobody_waits_for_a_collector_that_is_away() {
        try (SpanSender sender = new SpanSender(URI.create("http://127.0.0.1:1/v1/traces"), "1", outage)) {
            for (int i = 0; i < 50_000; i++) {
                sender.accept(REQUEST);
            }
            assertThat(sender.dropped()).isPositive();
        }
    }
}
