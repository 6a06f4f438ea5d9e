package dev.docket.rules.data;

import dev.docket.decision.taxonomy.Holiday;
import dev.docket.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a holiday: one date ({@code on: 2026-12-24}), the same date each year ({@code yearly: "07-04"}), a weekday of a month
 * ({@code weekday: 4 THU NOV}), or days after Easter ({@code easter: 1}).
 */
final class HolidayReader {
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final int EARLIEST = -60;
    private static final int LATEST = 100;
    private static final int WEEKS = 5;

    private HolidayReader() {}

    static Holiday read(YamlNode node) {
        Map<String, YamlNode> fields =
                node.fields(Set.of("name"), Set.of("on", "yearly", "weekday", "easter", "observed", "hours"));
        List<String> kinds = Stream.of("on", "yearly", "weekday", "easter")
                .filter(fields::containsKey)
                .toList();
        if (kinds.size() != 1) {
            node.problem("a holiday has one of 'on', 'yearly', 'weekday' and 'easter'");
        }
        YamlNode observed = fields.get("observed");
        if (observed != null && (!kinds.contains("yearly") || !observed.text().equals("true"))) {
            observed.problem("'observed' is true, and only for a holiday that is 'yearly'");
        }
        YamlNode hours = fields.get("hours");
        YamlNode name = fields.get("name");
        return new Holiday(
                name == null ? "" : name.text(),
                kinds.isEmpty()
                        ? new Holiday.Easter(0)
                        : day(kinds.getFirst(), node.required(kinds.getFirst()), observed != null),
                hours == null ? List.of() : CalendarReader.shifts(hours));
    }

    private static Holiday.Day day(String kind, YamlNode node, boolean observed) {
        return switch (kind) {
            case "on" -> new Holiday.Once(node.date());
            case "yearly" -> new Holiday.Yearly(monthDay(node), observed);
            case "weekday" -> weekday(node);
            default -> easter(node);
        };
    }

    private static MonthDay monthDay(YamlNode node) {
        try {
            return MonthDay.parse("--" + node.text());
        } catch (DateTimeException notDay) {
            node.problem("'%s' is no month and day: \"12-25\"".formatted(node.text()));
            return MonthDay.of(Month.JANUARY, 1);
        }
    }

    private static Holiday.Day weekday(YamlNode node) {
        String[] words = node.text().split(" ", -1);
        int which = words.length == 3 && words[0].equals("last") ? -1 : words.length == 3 ? number(words[0]) : 0;
        int day = words.length == 3 ? CalendarReader.DAYS.indexOf(words[1]) : -1;
        int month = words.length == 3 ? MONTHS.indexOf(words[2]) : -1;
        if (which == 0 || day < 0 || month < 0) {
            node.problem("'%s' is no weekday of a month: 4 THU NOV, last MON MAY".formatted(node.text()));
            return new Holiday.Weekday(Month.JANUARY, DayOfWeek.MONDAY, 1);
        }
        return new Holiday.Weekday(Month.of(month + 1), DayOfWeek.of(day + 1), which);
    }

    private static int number(String text) {
        int number = text.length() == 1 ? Character.digit(text.charAt(0), 10) : 0;
        return number >= 1 && number <= WEEKS ? number : 0;
    }

    private static Holiday.Day easter(YamlNode node) {
        int days = node.wholeNumber();
        if (days < EARLIEST || days > LATEST) {
            node.problem("'easter' is -60 to 100 days after Easter Sunday, not %s".formatted(node.text()));
        }
        return new Holiday.Easter(Math.clamp(days, EARLIEST, LATEST));
    }
}
