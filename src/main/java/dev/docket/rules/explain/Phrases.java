package dev.docket.rules.explain;

import dev.docket.decision.rule.WouldNeed;
import dev.docket.json.Decimals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Values in words. */
final class Phrases {
    private static final int LISTED = 8;
    private static final int TEXT_CODE_POINTS = 60;
    private static final int GROUP = 3;

    private Phrases() {}

    /** A range as it follows the name of an input. */
    static String of(WouldNeed.Range.Between between) {
        return between.low() == null
                ? high(between)
                : between.high() == null ? low(between) : low(between) + " and " + high(between);
    }

    /** A list as it follows the name of an input. */
    static String of(WouldNeed.Range.OneOf one) {
        return (one.values().size() == 1 ? "" : "one of ") + list(one.values());
    }

    private static String low(WouldNeed.Range.Between between) {
        return between.low() == null ? "" : (between.lowIncluded() ? ">= " : "> ") + of(between.low());
    }

    private static String high(WouldNeed.Range.Between between) {
        return between.high() == null ? "" : (between.highIncluded() ? "<= " : "< ") + of(between.high());
    }

    static String of(String number, String unit) {
        return number + " " + unit + (number.equals("1") ? "" : "s");
    }

    static String list(List<?> values) {
        if (values.size() == 1) {
            return of(values.getFirst());
        }
        StringBuilder listed = new StringBuilder();
        for (int i = 0; i < Math.min(values.size(), LISTED); i++) {
            listed.append(i == 0 ? "" : ", ").append(of(values.get(i)));
        }
        return values.size() <= LISTED ? listed.toString() : listed + " and " + (values.size() - LISTED) + " more";
    }

    /** A value for people. */
    static String of(Object value) {
        return switch (value) {
            case BigDecimal number -> grouped(Decimals.plain(number));
            case Integer number -> grouped(number.toString());
            case LocalDate date -> date.toString();
            case Instant moment -> moment.toString();
            case Duration span when span.toSeconds() % 3600 == 0 -> of(String.valueOf(span.toHours()), "hour");
            case Duration span -> of(String.valueOf(span.toMinutes()), "minute");
            case String text -> "\"" + start(text) + "\"";
            case List<?> values -> values.isEmpty() ? "(none)" : list(values);
            default -> value.toString();
        };
    }

    private static String grouped(String number) {
        int point = number.indexOf('.');
        int end = point < 0 ? number.length() : point;
        int start = number.startsWith("-") ? 1 : 0;
        if (end - start <= GROUP) {
            return number;
        }
        StringBuilder grouped = new StringBuilder(number);
        for (int at = end - GROUP; at > start; at -= GROUP) {
            grouped.insert(at, ',');
        }
        return grouped.toString();
    }

    private static String start(String text) {
        return text.codePointCount(0, text.length()) <= TEXT_CODE_POINTS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, TEXT_CODE_POINTS)) + "...";
    }
}
