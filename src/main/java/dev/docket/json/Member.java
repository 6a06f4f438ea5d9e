package dev.docket.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** Sets one member of a JSON object and leaves every other byte as it was sent. */
public final class Member {
    private static final JsonFactory JSON = new JsonFactory();

    private Member() {}

    /** Whether the document is an object with such a member. */
    public static boolean isIn(byte[] document, String name) {
        try (JsonParser json = JSON.createParser(document)) {
            return json.nextToken() == JsonToken.START_OBJECT && isFound(json, name);
        } catch (IOException malformed) {
            return false;
        }
    }

    /**
     * The document with a text as a member of its object, before all others or in place of the first one of that name.
     *
     * @return the document itself if it is not an object in UTF-8 JSON, or has no text there: whoever reads it says so
     */
    public static byte[] set(byte[] document, String name, String text) {
        try (JsonParser json = JSON.createParser(document)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return document;
            }
            int inside = (int) json.currentLocation().getByteOffset();
            if (inside < 1 || document[inside - 1] != '{') {
                return document; // another encoding, whose characters have more bytes
            }
            if (isFound(json, name)) {
                if (json.currentToken() != JsonToken.VALUE_STRING) {
                    return document;
                }
                int begin = (int) json.currentTokenLocation().getByteOffset();
                json.finishToken();
                int end = (int) json.currentLocation().getByteOffset();
                return spliced(document, begin, new JsonWriter(80).value(text).bytes(), end);
            }
            byte[] alone = new JsonWriter(120)
                    .beginObject()
                    .field(name, text)
                    .endObject()
                    .bytes();
            byte[] member = Arrays.copyOfRange(alone, 1, alone.length);
            member[member.length - 1] = ',';
            return spliced(
                    document,
                    inside,
                    isEmptyFrom(document, inside) ? Arrays.copyOf(member, member.length - 1) : member,
                    inside);
        } catch (IOException malformed) {
            return document;
        }
    }

    // Stands at the value then.
    private static boolean isFound(JsonParser json, String name) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isWanted = json.currentName().equals(name);
            json.nextToken();
            if (isWanted) {
                return true;
            }
            json.skipChildren();
        }
        return false;
    }

    private static boolean isEmptyFrom(byte[] document, int at) {
        int next = at;
        while (next < document.length && " \t\r\n".indexOf(document[next]) >= 0) {
            next++;
        }
        return next == document.length || document[next] == '}';
    }

    private static byte[] spliced(byte[] document, int begin, byte[] part, int end) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(document.length + part.length);
        whole.write(document, 0, begin);
        whole.writeBytes(part);
        whole.write(document, end, document.length - end);
        return whole.toByteArray();
    }
}
