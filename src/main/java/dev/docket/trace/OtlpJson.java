package dev.docket.trace;

import dev.docket.json.JsonWriter;
import java.util.List;

/** Spans as the OpenTelemetry protocol (OTLP 1) has them in JSON: numbers of 64 bits are texts, ids are hexadecimal. */
final class OtlpJson {
    private static final int SERVER = 2;
    private static final int INTERNAL = 1;
    private static final int ERROR = 2;
    private static final int BYTES_A_SPAN = 512;

    private OtlpJson() {}

    static byte[] of(List<Span> spans, String version) {
        JsonWriter json = new JsonWriter(BYTES_A_SPAN * spans.size());
        json.beginObject().name("resourceSpans").beginArray().beginObject();
        json.name("resource").beginObject().name("attributes").beginArray();
        attribute(json, "service.name", "docket");
        attribute(json, "service.version", version);
        json.endArray().endObject();
        json.name("scopeSpans").beginArray().beginObject();
        json.name("scope").beginObject().field("name", "dev.docket").endObject();
        json.name("spans").beginArray();
        spans.forEach(span -> write(json, span));
        json.endArray().endObject().endArray();
        return json.endObject().endArray().endObject().bytes();
    }

    private static void write(JsonWriter json, Span span) {
        json.beginObject().field("traceId", span.traceId()).field("spanId", span.id());
        if (!span.parentId().isEmpty()) {
            json.field("parentSpanId", span.parentId());
        }
        json.field("name", span.name())
                .field("kind", (Object) (span.isRequest() ? SERVER : INTERNAL))
                .field("startTimeUnixNano", Long.toString(span.beganNanos()))
                .field("endTimeUnixNano", Long.toString(span.endedNanos()));
        json.name("attributes").beginArray();
        span.attributes().forEach((key, value) -> attribute(json, key, value));
        json.endArray();
        json.name("status").beginObject();
        if (span.hasFailed()) {
            json.field("code", (Object) ERROR);
        }
        json.endObject().endObject();
    }

    private static void attribute(JsonWriter json, String key, String value) {
        json.beginObject().field("key", key).name("value").beginObject();
        json.field("stringValue", value).endObject().endObject();
    }
}
