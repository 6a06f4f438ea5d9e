package dev.docket.training.mapping.source;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Dates and timestamps as files have them: {@code 2026-03-02} or {@code 2.3.2026}, the time after a {@code T} or a blank,
 * with or without an offset. Slashes are refused, because nothing says whether {@code 03/02} is in March.
 */
final class Days {
    private static final DateTimeFormatter DOTTED =
            DateTimeFormatter.ofPattern("d.M.uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DOTTED_WITH_TIME = withTime(DOTTED);
    private static final DateTimeFormatter ISO_WITH_TIME = withTime(DateTimeFormatter.ISO_LOCAL_DATE);

    private Days() {}

    private static DateTimeFormatter withTime(DateTimeFormatter date) {
        return new DateTimeFormatterBuilder()
                .append(date)
                .appendPattern("['T'][' ']")
                .append(DateTimeFormatter.ISO_LOCAL_TIME)
                .optionalStart()
                .appendOffsetId()
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** @throws java.time.format.DateTimeParseException if it is none */
    static LocalDate date(String cell) {
        return LocalDate.parse(cell, isDotted(cell) ? DOTTED : DateTimeFormatter.ISO_LOCAL_DATE);
    }

    /**
     * Without an offset, the time is UTC.
     *
     * @throws java.time.format.DateTimeParseException if it is none
     */
    static Instant timestamp(String cell) {
        TemporalAccessor parsed = (isDotted(cell) ? DOTTED_WITH_TIME : ISO_WITH_TIME)
                .parseBest(cell, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime exact
                ? exact.toInstant()
                : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
    }

    private static boolean isDotted(String cell) {
        int dot = cell.indexOf('.');
        return dot == 1 || dot == 2;
    }
}
