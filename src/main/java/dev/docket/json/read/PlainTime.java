package dev.docket.json.read;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Parses the two plain forms of nearly all dates and times in requests without a formatter; formatters took a fifth of the
 * time to read a request. Any other form is left to a formatter.
 */
final class PlainTime {
    private static final String DATE = "0000-00-00";
    private static final String INSTANT = "0000-00-00T00:00:00Z";

    private PlainTime() {}

    /** @throws java.time.DateTimeException if the form is right but there is no such day */
    static @Nullable LocalDate date(String text) {
        return hasForm(text, DATE) ? LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2)) : null;
    }

    /** @throws java.time.DateTimeException if the form is right but there is no such time */
    static @Nullable Instant instant(String text) {
        return hasForm(text, INSTANT)
                ? LocalDateTime.of(
                                number(text, 0, 4),
                                number(text, 5, 2),
                                number(text, 8, 2),
                                number(text, 11, 2),
                                number(text, 14, 2),
                                number(text, 17, 2))
                        .toInstant(ZoneOffset.UTC)
                : null;
    }

    // Year 0 is left to the formatter, so that refusals happen in one place.
    private static boolean hasForm(String text, String form) {
        if (text.length() != form.length() || text.startsWith("0000")) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char wanted = form.charAt(i);
            char found = text.charAt(i);
            if (wanted == '0' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
