package dev.docket.mapping.expression;

import dev.docket.json.Echo;
import dev.docket.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The forms in which order documents write days and times, by name. The numbers are those of code list 2379 of UN/EDIFACT,
 * so that a mapping can take the form from the document.
 */
public final class DateForms {
    /** {@code 2026-03-02}, with a time after {@code T} or a blank, with or without an offset. */
    static final String ISO = "iso";

    private static final String EPOCH_MILLIS = "epoch-millis";

    private static final Map<String, DateForm> BY_NAME = Map.ofEntries(
            Map.entry(ISO, new DateForm.Written("iso", iso())),
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
            Map.entry(EPOCH_MILLIS, new DateForm.Epoch()));

    /** What a mapping may say under {@code as}. */
    static final List<String> NAMES = BY_NAME.keySet().stream().sorted().toList();

    private DateForms() {}

    private static DateForm parts(String name, String date) {
        return new DateForm.Written(name, withTime(DateTimeFormatter.ofPattern(date, Locale.ROOT)));
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
        return new DateForm.Written(name, builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT));
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
    public static ZoneId zone(YamlNode node) {
        try {
            return ZoneId.of(node.text());
        } catch (DateTimeException none) {
            node.problem("'%s' is not a time zone such as Europe/Berlin".formatted(node.text()));
            return ZoneOffset.UTC;
        }
    }
}
