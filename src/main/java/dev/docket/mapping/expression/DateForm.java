package dev.docket.mapping.expression;

import dev.docket.json.Echo;
import dev.docket.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the forms in which order documents write days and times. The numbers are those of code list 2379 of UN/EDIFACT,
 * so that a mapping can take the form from the document.
 */
public sealed interface DateForm {
    /** {@code 2026-03-02}, with a time after {@code T} or a blank, with or without an offset. */
    String ISO = "iso";

    String EPOCH_MILLIS = "epoch-millis";

    Map<String, DateForm> BY_NAME = Map.ofEntries(
            Map.entry(ISO, new Written("iso", iso())),
            Map.entry("yymmdd", digits("yymmdd")),
            Map.entry("101", digits("yymmdd")),
            Map.entry("ccyymmdd", digits("ccyymmdd")),
            Map.entry("102", digits("ccyymmdd")),
            Map.entry("ccyymmddhhmm", digits("ccyymmddhhmm")),
            Map.entry("203", digits("ccyymmddhhmm")),
            Map.entry("ccyymmddhhmmss", digits("ccyymmddhhmmss")),
            Map.entry("204", digits("ccyymmddhhmmss")),
            Map.entry("dd.mm.yyyy", parts("dd.mm.yyyy", "d.M.uuuu")),
            Map.entry("mm/dd/yyyy", parts("mm/dd/yyyy", "M/d/uuuu")),
            Map.entry("dd/mm/yyyy", parts("dd/mm/yyyy", "d/M/uuuu")),
            Map.entry(EPOCH_MILLIS, new Epoch()));

    /** What a mapping may say under {@code as}. */
    List<String> NAMES = BY_NAME.keySet().stream().sorted().toList();

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

    private static DateForm parts(String name, String date) {
        return new Written(name, withTime(DateTimeFormatter.ofPattern(date, Locale.ROOT)));
    }

    private static DateTimeFormatter iso() {
        return withTime(DateTimeFormatter.ISO_LOCAL_DATE);
    }

    private static DateTimeFormatter withTime(DateTimeFormatter date) {
        return new DateTimeFormatterBuilder()
                .append(date)
                .optionalStart()
                .appendPattern("['T'][' ']")
                .append(DateTimeFormatter.ISO_LOCAL_TIME)
                .optionalStart()
                .appendPattern("[XXX][XX][X]")
                .optionalEnd()
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** Years of two digits are those from 2000 on: no order is older. */
    private static DateForm digits(String name) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
        if (name.startsWith("cc")) {
            builder.appendValue(ChronoField.YEAR, 4);
        } else {
            builder.appendValueReduced(ChronoField.YEAR, 2, 2, 2000);
        }
        builder.appendValue(ChronoField.MONTH_OF_YEAR, 2).appendValue(ChronoField.DAY_OF_MONTH, 2);
        if (name.contains("hhmm")) {
            builder.appendValue(ChronoField.HOUR_OF_DAY, 2).appendValue(ChronoField.MINUTE_OF_HOUR, 2);
        }
        if (name.endsWith("ss")) {
            builder.appendValue(ChronoField.SECOND_OF_MINUTE, 2);
        }
        return new Written(name, builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT));
    }

    static boolean isKnown(String name) {
        return BY_NAME.containsKey(name);
    }

    /** @throws IllegalArgumentException if there is no such form */
    static DateForm named(String name) {
        DateForm form = BY_NAME.get(name);
        if (form == null) {
            throw new IllegalArgumentException(
                    "'%s' is no known form of date. Known: %s".formatted(Echo.of(name), String.join(", ", NAMES)));
        }
        return form;
    }

    /** The zone that a mapping names; what is none is reported. */
    static ZoneId zone(YamlNode node) {
        try {
            return ZoneId.of(node.text());
        } catch (DateTimeException none) {
            node.problem("'%s' is not a time zone such as Europe/Berlin".formatted(node.text()));
            return ZoneOffset.UTC;
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
            case TemporalAccessor date -> LocalDate.from(date).atStartOfDay(zone).toInstant();
        };
    }
}
