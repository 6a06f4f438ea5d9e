package dev.docket.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {
    private static final String STRUCTURED = "application/cloudevents+json; charset=utf-8";

    private static Headers headers(String... namesAndValues) {
        Headers headers = new RecordHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], bytes(namesAndValues[i + 1]));
        }
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Content valid(Reading<Content> reading) {
        assertThat(reading).isInstanceOf(Reading.Valid.class);
        return ((Reading.Valid<Content>) reading).value();
    }

    private static List<String> paths(Reading<Content> reading) {
        assertThat(reading).isInstanceOf(Reading.Invalid.class);
        return ((Reading.Invalid<Content>) reading)
                .problems().stream().map(Problem::path).toList();
    }

    private static Reading<Content> structured(String event) {
        return CloudEvent.read(bytes(event), headers("content-type", STRUCTURED));
    }

    @Test
    void a_record_without_attributes_is_its_value_and_has_no_id_of_its_own() {
        Content content = valid(CloudEvent.read(bytes("{}"), headers("x", "y")));
        assertThat(content.document()).isEqualTo(bytes("{}"));
        assertThat(content.requestId()).isEmpty();
    }

    @Test
    void a_binary_event_is_named_by_source_and_id_and_its_value_is_the_order() {
        Content content = valid(CloudEvent.read(
                bytes("{\"a\":1}"),
                headers(
                        "ce_specversion", "1.0",
                        "ce_source", "/shop",
                        "ce_id", "7",
                        "ce_traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")));
        assertThat(content.requestId()).contains(RequestIds.of("/shop", "7"));
        assertThat(content.document()).isEqualTo(bytes("{\"a\":1}"));
        assertThat(content.traceId()).contains("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void both_modes_give_the_same_event_the_same_id_and_data_is_cut_out_byte_for_byte() {
        Content content = valid(
                structured(
                        "{\"data\" :  {\"amount\": 1.10e0 , \"q\":[1, \"}\"]} ,\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/shop\",\"type\":\"t\",\"x\":[{}]}"));
        assertThat(content.requestId()).contains(RequestIds.of("/shop", "7"));
        assertThat(new String(content.document(), StandardCharsets.UTF_8))
                .isEqualTo("{\"amount\": 1.10e0 , \"q\":[1, \"}\"]}");
    }

    @Test
    void data_that_is_no_json_comes_as_text_or_in_base64() {
        String start = "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"s\",";
        assertThat(valid(structured(start + "\"datacontenttype\":\"application/edi-x12\",\"data\":\"ISA*00~\"}"))
                        .document())
                .isEqualTo(bytes("ISA*00~"));
        assertThat(valid(structured(start + "\"data_base64\":\"SVNB\"}")).document())
                .isEqualTo(bytes("ISA"));
        assertThat(paths(structured(start + "\"data\":\"ISA*00~\"}"))).containsExactly("data");
        assertThat(paths(structured(start + "\"data\":{},\"data_base64\":\"SVNB\"}")))
                .containsExactly("data_base64");
        assertThat(paths(structured(start + "\"data\":7}"))).containsExactly("data");
    }

    @Test
    void everything_that_is_wrong_with_the_attributes_is_said_at_once() {
        assertThat(paths(CloudEvent.read(bytes("{}"), headers("ce_id", "a\nb"))))
                .containsExactly("ce_specversion", "ce_source", "ce_id");
        assertThat(paths(structured("{\"specversion\":\"0.3\",\"source\":\"\"}")))
                .containsExactly("specversion", "source", "id", "data");
        assertThat(paths(CloudEvent.read(
                        bytes("{}"), headers("ce_specversion", "1.0", "ce_source", "s", "ce_id", "1", "ce_id", "2"))))
                .containsExactly("ce_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "7",
                "{\"id\":\"1\",\"id\":\"2\"}",
                "{\"data_base64\":\"%\"}",
                "{} {}",
                "{\"data\":{]}",
                "{\"id\":\"\u0000\"}"
            })
    void what_is_no_event_is_refused(String event) {
        assertThat(paths(structured(event))).containsExactly("");
    }

    @Test
    void a_batch_of_events_or_another_format_is_no_event() {
        assertThat(paths(CloudEvent.read(bytes("[]"), headers("content-type", "application/cloudevents-batch+json"))))
                .containsExactly("content-type");
        assertThat(paths(CloudEvent.read(bytes("x"), headers("content-type", "application/cloudevents+avro"))))
                .containsExactly("content-type");
    }

    @Test
    void a_lone_surrogate_cannot_make_two_events_one() {
        String start = "{\"specversion\":\"1.0\",\"data\":{},\"source\":\"s\",\"id\":";
        assertThat(paths(structured(start + "\"\\ud800\"}"))).containsExactly("id");
        assertThat(valid(structured(start + "\"?\"}")).requestId()).isNotEqualTo(Optional.empty());
    }
}
