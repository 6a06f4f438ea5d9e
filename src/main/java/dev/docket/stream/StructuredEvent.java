package dev.docket.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event that is one JSON object. Its data is cut out as it was written, so that only one reader judges it. */
final class StructuredEvent {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final byte[] event;
    private @Nullable String version;
    private @Nullable String source;
    private @Nullable String id;
    private String contentType = "application/json";
    private String traceParent = "";
    private byte @Nullable [] data;
    private byte @Nullable [] text;
    private byte @Nullable [] binary;

    private StructuredEvent(byte[] event) {
        this.event = event;
    }

    /** What it brings, or everything that is wrong with it. */
    static Reading<Content> read(byte[] event) {
        StructuredEvent read = new StructuredEvent(event);
        try (JsonParser json = JSON.createParser(event)) {
            if (isOtherEncoding(event) || json.nextToken() != JsonToken.START_OBJECT) {
                return malformed();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                read.member(name, json);
            }
            return json.nextToken() == null ? read.content() : malformed();
        } catch (IOException | IllegalArgumentException broken) {
            // Without what the parser says: it quotes.
            return malformed();
        }
    }

    private static Reading<Content> malformed() {
        return CloudEvent.invalid(Problem.of("", "malformed-event", "the record is not one JSON object in UTF-8"));
    }

    // In UTF-8 no JSON has a zero; in UTF-16 and UTF-32 every one does, and its places would be counted differently.
    private static boolean isOtherEncoding(byte[] bytes) {
        for (byte one : bytes) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }

    private void member(String name, JsonParser json) throws IOException {
        switch (name) {
            case "specversion" -> version = string(json);
            case "source" -> source = string(json);
            case "id" -> id = string(json);
            case "datacontenttype" -> contentType = String.valueOf(string(json));
            case "traceparent" -> traceParent = String.valueOf(string(json));
            case "data_base64" ->
                binary = Base64.getDecoder().decode(String.valueOf(string(json)).getBytes(StandardCharsets.US_ASCII));
            case "data" -> data(json);
            default -> json.skipChildren();
        }
    }

    private static @Nullable String string(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return null;
    }

    private void data(JsonParser json) throws IOException {
        int begin = (int) json.currentTokenLocation().getByteOffset();
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            text = json.getText().getBytes(StandardCharsets.UTF_8);
        } else if (json.currentToken().isStructStart()) {
            json.skipChildren();
            data = Arrays.copyOfRange(event, begin, (int) json.currentLocation().getByteOffset());
        }
    }

    private Reading<Content> content() {
        List<Problem> problems = new ArrayList<>();
        Optional<String> requestId = CloudEvent.identity("", version, source, id, problems);
        byte[] document = binary != null ? binary : data != null ? data : isJson() ? null : text;
        if (document == null) {
            problems.add(Problem.of(
                    "data", "required", "must be an object; text only if datacontenttype says that it is no JSON"));
        } else if (binary != null && (data != null || text != null)) {
            problems.add(Problem.of("data_base64", "duplicate", "there must be data or data_base64, not both"));
        }
        return document == null || !problems.isEmpty()
                ? new Reading.Invalid<>(problems)
                : new Reading.Valid<>(new Content(requestId, document, CloudEvent.trace(traceParent)));
    }

    private boolean isJson() {
        String type = contentType.toLowerCase(Locale.ROOT);
        return type.startsWith("application/json") || type.contains("+json");
    }
}
