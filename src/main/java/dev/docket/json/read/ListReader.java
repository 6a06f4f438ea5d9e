package dev.docket.json.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.docket.json.read.cursor.JsonCursor;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a list. */
final class ListReader implements ValueReader {
    private final Type elementType;
    private final ValueReader element;

    ListReader(Type elementType) {
        this.elementType = elementType;
        this.element = ValueReaders.of(elementType);
    }

    @Override
    public @Nullable Object read(JsonCursor cursor) throws IOException {
        JsonParser parser = cursor.parser();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return cursor.refuse("a list");
        }
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object read = elementAt(cursor);
            if (read != null) {
                elements.add(read);
            }
        }
        return elements;
    }

    private @Nullable Object elementAt(JsonCursor cursor) throws IOException {
        Object read = null;
        if (cursor.parser().currentToken() == JsonToken.VALUE_NULL) {
            cursor.report("null-element", "must not be null: leave the element out");
        } else {
            read = element.read(cursor);
        }
        // An empty record keeps the position, so that the paths of later elements stay correct.
        return read == null && elementType instanceof Class<?> type && type.isRecord()
                ? RecordShape.of(type).empty()
                : read;
    }
}
