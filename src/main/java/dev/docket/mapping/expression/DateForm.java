package dev.docket.mapping.expression;

import dev.docket.json.Echo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A form in which order documents write days and times. */
sealed interface DateForm {
    /**
     * What the text says.
     *
     * @throws DateTimeException if it is not written in this form
     * @throws IllegalArgumentException likewise
     */
    TemporalAccessor parse(String text);

    /** Digits, or what a formatter reads. */
    record Written(String name, DateTimeFormatter formatter) implements DateForm {
        @Override
        public TemporalAccessor parse(String text) {
            try {
                return formatter.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            } catch (DateTimeException none) {
                throw new IllegalArgumentException(
                        "'%s' is not a date or time of the form %s".formatted(Echo.of(text), name), none);
            }
        }
    }

    /** Milliseconds since 1970, also as OData 2 writes them: {@code /Date(1767225600000)/}. */
    record Epoch() implements DateForm {
        private static final Pattern MILLIS = Pattern.compile("(?:/Date\\()?(-?\\d{1,15})(?:[+-]\\d{4})?(?:\\)/)?");

        @Override
        public TemporalAccessor parse(String text) {
            Matcher millis = MILLIS.matcher(text);
            if (!millis.matches()) {
                throw new IllegalArgumentException(
                        "'%s' is not a number of milliseconds since 1970".formatted(Echo.of(text)));
            }
            return Instant.ofEpochMilli(Long.parseLong(millis.group(1))).atOffset(ZoneOffset.UTC);
        }
    }

    /** The day as it is written. */
    default LocalDate day(String text) {
        return switch (parse(text)) {
            case OffsetDateTime exact -> exact.toLocalDate();
            case LocalDateTime local -> local.toLocalDate();
            case TemporalAccessor date -> LocalDate.from(date);
        };
    }

    /** The moment; of a day alone, its beginning. */
    default Instant moment(String text, ZoneId zone) {
        return switch (parse(text)) {
            case OffsetDateTime exact -> exact.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            case TemporalAccessor date ->
                LocalDate.from(date).atStartOfDay(zone).toInstant();
        };
    }
}
