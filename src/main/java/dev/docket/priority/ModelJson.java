package dev.docket.priority;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.docket.priority.reference.FiniteNumbers;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code model.json}, read strictly. The same model gives the same bytes. */
public final class ModelJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
            .addModule(FiniteNumbers.module())
            .build();

    private ModelJson() {}

    public static String write(Record document) {
        try {
            return JSON.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("model.json cannot be written", impossible);
        }
    }

    /**
     * Reads a document.
     *
     * @throws JsonProcessingException if it is none of this kind
     * @throws IllegalArgumentException if it has a number that is not finite
     */
    public static <D extends Record> D read(String json, Class<D> kind) throws JsonProcessingException {
        try (JsonParser numbers = JSON.createParser(json)) {
            FiniteNumbers.requireIn(numbers);
        } catch (JsonProcessingException malformed) {
            throw malformed;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        D document = JSON.readValue(json, kind);
        if (document == null) {
            throw new IllegalArgumentException("it is empty");
        }
        return document;
    }
}
