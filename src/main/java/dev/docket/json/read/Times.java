package dev.docket.json.read;

import com.fasterxml.jackson.core.JsonToken;
import dev.docket.json.read.cursor.JsonCursor;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads ISO-8601 dates, instants and durations. Days must exist, and years range from 0001 to 9999. */
final class Times {
    private static final Pattern BEGINS_WITH_A_YEAR = Pattern.compile("(?!0000)[0-9]{4}-.*");
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Times() {}

    static @Nullable Object date(JsonCursor cursor) throws IOException {
        return parsed(cursor, "not-a-date", "a date that exists, such as 2026-03-02", Times::date);
    }

    static @Nullable Object instant(JsonCursor cursor) throws IOException {
        return parsed(
                cursor,
                "not-an-instant",
                "an instant with its offset, such as 2026-03-02T09:30:00Z or 2026-03-02T10:30:00+01:00",
                Times::instant);
    }

    static @Nullable Object duration(JsonCursor cursor) throws IOException {
        return parsed(cursor, "not-a-duration", "a duration such as PT4H or P1D", Duration::parse);
    }

    private static @Nullable Object parsed(
            JsonCursor cursor, String code, String wanted, Function<String, Object> parse) throws IOException {
        if (cursor.parser().currentToken() != JsonToken.VALUE_STRING) {
            return cursor.refuse(wanted);
        }
        try {
            return parse.apply(cursor.parser().getText());
        } catch (DateTimeException | ArithmeticException notThat) {
            cursor.report(code, "must be " + wanted);
            return null;
        }
    }

    /** @throws DateTimeException if there is no such day */
    static LocalDate date(String text) {
        LocalDate plain = PlainTime.date(text);
        return plain != null ? plain : LocalDate.parse(year(text));
    }

    /** @throws DateTimeException if there is no such time, or it is beyond the years 0001 to 9999 */
    static Instant instant(String text) {
        Instant plain = PlainTime.instant(text);
        return plain != null ? plain : bounded(OffsetDateTime.parse(year(text)).toInstant());
    }

    private static String year(String text) {
        if (!BEGINS_WITH_A_YEAR.matcher(text).matches()) {
            throw new DateTimeException("not a four-digit year");
        }
        return text;
    }

    private static Instant bounded(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new DateTimeException("beyond the years 0001 to 9999");
        }
        return instant;
    }
}
