package dev.docket.cli.follow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The elements of a JSON array, each on one line and otherwise as they are: no number is read and written again. */
final class EventLines {
    private static final JsonFactory JSON = new JsonFactory();

    private EventLines() {}

    /** @throws IOException if it is not a JSON array of objects */
    static List<String> of(byte[] array) throws IOException {
        List<String> lines = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(array)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("not a JSON array");
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                int begin = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                int end = (int) parser.currentLocation().getByteOffset();
                // Within a string a line feed is escaped; between values it says no more than a blank.
                lines.add(new String(array, begin, end - begin, StandardCharsets.UTF_8)
                        .replace('\n', ' ')
                        .replace('\r', ' '));
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw new IOException("not an array of objects");
            }
        }
        return lines;
    }
}
