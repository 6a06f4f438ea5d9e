package dev.docket.json.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.docket.json.read.cursor.JsonCursor;
import dev.docket.json.read.cursor.Names;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads any document into a tree, as strictly as a record. */
final class Trees {
    private Trees() {}

    static @Nullable Object read(JsonCursor cursor) throws IOException {
        JsonToken token = cursor.parser().currentToken();
        return switch (token) {
            case START_OBJECT -> object(cursor);
            case START_ARRAY -> array(cursor);
            case VALUE_TRUE, VALUE_FALSE -> BooleanNode.valueOf(token == JsonToken.VALUE_TRUE);
            case VALUE_STRING -> Scalars.text(cursor) instanceof String text ? TextNode.valueOf(text) : null;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                Scalars.decimal(cursor) instanceof BigDecimal number ? DecimalNode.valueOf(number) : null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, VALUE_NULL ->
                cursor.refuse("a value");
        };
    }

    private static ObjectNode object(JsonCursor cursor) throws IOException {
        JsonParser parser = cursor.parser();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (!Names.accept(cursor, name, object.has(name)) || token == JsonToken.VALUE_NULL) {
                parser.skipChildren();
                continue;
            }
            if (read(cursor) instanceof JsonNode node) {
                object.set(name, node);
            }
        }
        return object;
    }

    private static ArrayNode array(JsonCursor cursor) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (cursor.parser().nextToken() != JsonToken.END_ARRAY) {
            if (cursor.parser().currentToken() == JsonToken.VALUE_NULL) {
                cursor.report("null-element", "must not be null: leave the element out");
            } else if (read(cursor) instanceof JsonNode node) {
                array.add(node);
            }
        }
        return array;
    }
}
