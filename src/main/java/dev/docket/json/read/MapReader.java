package dev.docket.json.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.docket.json.read.cursor.JsonCursor;
import dev.docket.json.read.cursor.Names;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads an object with arbitrary names, sorted by name. */
final class MapReader implements ValueReader {
    private final ValueReader element;

    MapReader(ValueReader element) {
        this.element = element;
    }

    @Override
    public @Nullable Object read(JsonCursor cursor) throws IOException {
        JsonParser parser = cursor.parser();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return cursor.refuse("an object");
        }
        SortedMap<String, Object> elements = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (!Names.accept(cursor, name, elements.containsKey(name)) || token == JsonToken.VALUE_NULL) {
                parser.skipChildren();
                continue;
            }
            Object read = element.read(cursor);
            if (read != null) {
                elements.put(name, read);
            }
        }
        return elements;
    }
}
