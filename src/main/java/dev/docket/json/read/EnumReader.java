package dev.docket.json.read;

import com.fasterxml.jackson.core.JsonToken;
import dev.docket.json.read.cursor.JsonCursor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one of a fixed set of words, matched exactly. */
final class EnumReader implements ValueReader {
    private final Map<String, Object> constants = new LinkedHashMap<>();

    EnumReader(Class<?> type) {
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
    }

    @Override
    public @Nullable Object read(JsonCursor cursor) throws IOException {
        if (cursor.parser().currentToken() != JsonToken.VALUE_STRING) {
            return cursor.refuse("one of " + String.join(", ", constants.keySet()));
        }
        Object constant = constants.get(cursor.parser().getText());
        if (constant == null) {
            cursor.report("unknown-value", "must be one of " + String.join(", ", constants.keySet()));
        }
        return constant;
    }
}
