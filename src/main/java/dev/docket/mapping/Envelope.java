package dev.docket.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.json.JsonWriter;
import dev.docket.mapping.document.Fault;
import dev.docket.mapping.document.UnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * What a request with a mapping carries: a document alone, or {@code {"document": ..., "masterData": {...}}}, the document
 * as JSON or as text.
 *
 * @param masterData a part of a canonical request; empty if none was sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Envelope(byte[] document, ObjectNode masterData) {
    private static final String DOCUMENT = "document";
    private static final String MASTER_DATA = "masterData";
    private static final int DEEPEST = 64;
    /** Of a document as text, which is the longest text. */
    private static final int LONGEST_TEXT = 16 << 20;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws UnreadableException if it begins as an envelope and cannot be read */
    static Envelope of(byte[] content) {
        try {
            return isEnvelope(content)
                    ? opened(JSON.readTree(content))
                    : new Envelope(content, JsonNodeFactory.instance.objectNode());
        } catch (JsonProcessingException wrong) {
            throw UnreadableException.at(
                    wrong.getLocation().getLineNr(), wrong.getLocation().getColumnNr(), wrong.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Whether it is a JSON object whose first name is one of the two: no order document that we know begins so. */
    private static boolean isEnvelope(byte[] content) {
        try (JsonParser parser = JSON.createParser(content)) {
            return parser.nextToken() == JsonToken.START_OBJECT
                    && parser.nextToken() == JsonToken.FIELD_NAME
                    && Set.of(DOCUMENT, MASTER_DATA).contains(parser.currentName());
        } catch (IOException notJson) {
            return false;
        }
    }

    private static Envelope opened(JsonNode envelope) {
        envelope.fieldNames().forEachRemaining(name -> {
            if (!Set.of(DOCUMENT, MASTER_DATA).contains(name)) {
                throw UnreadableException.at(
                        "/" + name, Fault.UNKNOWN_FIELD, "an envelope has 'document' and 'masterData' only");
            }
        });
        JsonNode document = envelope.path(DOCUMENT);
        JsonNode masterData = envelope.path(MASTER_DATA);
        if (document.isMissingNode() || document.isNull()) {
            throw UnreadableException.at("/" + DOCUMENT, Fault.REQUIRED, "is required");
        }
        if (!masterData.isObject() && !masterData.isMissingNode() && !masterData.isNull()) {
            throw UnreadableException.at("/" + MASTER_DATA, Fault.WRONG_TYPE, "must be an object, a part of a request");
        }
        return new Envelope(
                document.isTextual()
                        ? document.textValue().getBytes(StandardCharsets.UTF_8)
                        : new JsonWriter().value(document).bytes(),
                masterData instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode());
    }
}
