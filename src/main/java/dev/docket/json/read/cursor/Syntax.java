package dev.docket.json.read.cursor;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.docket.json.Problem;
import java.util.Locale;

/** Messages for malformed documents. */
public final class Syntax {
    private static final int MOST_CHARS = 300;

    private Syntax() {}

    public static void report(JsonCursor cursor, JsonProcessingException malformed) {
        JsonLocation location = malformed.getLocation();
        report(cursor, "syntax", "is not well-formed: " + words(malformed.getOriginalMessage()), location);
    }

    public static void report(JsonCursor cursor, String code, String message) {
        report(cursor, code, message, cursor.parser().currentLocation());
    }

    private static void report(JsonCursor cursor, String code, String message, JsonLocation location) {
        cursor.add(new Problem(
                cursor.path(),
                code,
                String.format(
                        Locale.ROOT, "%s (line %d, column %d)", message, location.getLineNr(), location.getColumnNr()),
                null,
                location.getLineNr()));
    }

    /** The first line of the parser's message, bounded; the rest is about the parser, not the document. */
    private static String words(String message) {
        String first = message.lines().findFirst().orElse("");
        return first.length() > MOST_CHARS ? first.substring(0, MOST_CHARS) + "…" : first;
    }
}
