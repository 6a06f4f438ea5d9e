package dev.docket.json.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.docket.json.read.cursor.JsonCursor;
import dev.docket.json.read.cursor.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads attributes of the deployment's own: text, numbers, truth values and lists of text, by name. */
final class AttributesReader implements ValueReader {
    private static final int MOST = 50;
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_LIST = 50;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,29}(-[a-z0-9]{1,30}){0,5}");

    @Override
    public @Nullable Object read(JsonCursor cursor) throws IOException {
        JsonParser parser = cursor.parser();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return cursor.refuse("an object");
        }
        SortedMap<String, Object> attributes = new TreeMap<>();
        int given = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (++given > MOST) {
                if (given == MOST + 1) {
                    cursor.report("wrong-size", String.format(Locale.ROOT, "is one too many: at most %d", MOST));
                }
                parser.skipChildren();
            } else if (!isName(cursor, name, attributes.containsKey(name)) || token == JsonToken.VALUE_NULL) {
                parser.skipChildren();
            } else {
                Object value = value(cursor);
                if (value != null) {
                    attributes.put(name, value);
                }
            }
        }
        return attributes;
    }

    private static boolean isName(JsonCursor cursor, String name, boolean seen) throws IOException {
        if (!Names.accept(cursor, name, seen)) {
            return false;
        }
        if (!NAME.matcher(name).matches()) {
            cursor.report(
                    "unknown-field",
                    "is no name of an attribute: lower case, digits and hyphens, as in project-margin");
            return false;
        }
        return true;
    }

    private static @Nullable Object value(JsonCursor cursor) throws IOException {
        JsonToken token = cursor.parser().currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return text(cursor);
        }
        if (token.isNumeric()) {
            return Scalars.decimal(cursor);
        }
        if (token.isBoolean()) {
            return Scalars.bool(cursor);
        }
        return token == JsonToken.START_ARRAY
                ? texts(cursor)
                : cursor.refuse("text, a number, true or false, or a list of text");
    }

    private static @Nullable Object texts(JsonCursor cursor) throws IOException {
        List<Object> texts = new ArrayList<>();
        int given = 0;
        while (cursor.parser().nextToken() != JsonToken.END_ARRAY) {
            if (++given > LONGEST_LIST) {
                if (given == LONGEST_LIST + 1) {
                    cursor.report(
                            "wrong-size", String.format(Locale.ROOT, "is one too many: at most %d", LONGEST_LIST));
                }
                cursor.parser().skipChildren();
                continue;
            }
            Object text = text(cursor);
            if (text != null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    private static @Nullable Object text(JsonCursor cursor) throws IOException {
        Object text = Scalars.text(cursor);
        if (text instanceof String read && read.length() > LONGEST_TEXT) {
            cursor.report("too-long", String.format(Locale.ROOT, "must be at most %d characters", LONGEST_TEXT));
            return null;
        }
        return text;
    }
}
