package dev.docket.service.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.docket.journal.Cursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** A cursor in the form callers get: opaque and URL-safe. */
final class CursorText {
    private static final int PARTS = 3;

    private CursorText() {}

    static String of(Cursor cursor) {
        String text = cursor.at().toEpochMilli() + " " + cursor.stream() + " " + cursor.sequence();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** Parses the text, or empty if it is not a cursor. */
    static Optional<Cursor> parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(" ", -1);
            return parts.length == PARTS && parts[1].indexOf('\0') < 0
                    ? Optional.of(new Cursor(
                            Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1], Long.parseLong(parts[2])))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException noCursor) {
            return Optional.empty();
        }
    }
}
