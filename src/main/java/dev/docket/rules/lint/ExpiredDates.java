package dev.docket.rules.lint;

import dev.docket.decision.taxonomy.BusinessCalendar;
import dev.docket.decision.taxonomy.Holiday;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.data.CalendarReader;
import dev.docket.rules.data.RatesReader;
import dev.docket.rules.data.Variants;
import dev.docket.rules.read.ParsedFolder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists of dates that end before the newest case: there is no clock here, and the cases are of today. */
public final class ExpiredDates {
    private ExpiredDates() {}

    /** A warning for each calendar and for the rates. */
    public static List<RuleProblem> of(ParsedFolder folder, LocalDate newest) {
        List<RuleProblem> expired = new ArrayList<>();
        folder.taxonomy().calendars().byQueue().values().stream().distinct().forEach(calendar -> lastDay(calendar)
                .filter(last -> last.isBefore(newest))
                .ifPresent(last -> expired.add(warning(
                        CalendarReader.FILE,
                        "the dates of calendar '%s' end on %s, before the newest case on %s. Add those of this year and the next"
                                .formatted(calendar.name(), last, newest)))));
        lastDayOfRates(folder)
                .filter(last -> last.isBefore(newest))
                .ifPresent(last -> expired.add(warning(
                        RatesReader.FILE,
                        "the newest rates hold until %s, before the newest case on %s: nothing is converted. Add newer ones"
                                .formatted(last, newest))));
        return expired;
    }

    private static RuleProblem warning(String file, String message) {
        return new RuleProblem(file, 1, ErrorCode.EXPIRED, message);
    }

    private static Optional<LocalDate> lastDay(BusinessCalendar calendar) {
        return calendar.holidays().stream()
                .flatMap(holiday -> holiday.day() instanceof Holiday.Once once ? Stream.of(once.date()) : Stream.of())
                .max(LocalDate::compareTo);
    }

    private static Optional<LocalDate> lastDayOfRates(ParsedFolder folder) {
        return folder.parameters().values().stream()
                .flatMap(parameter -> parameter.values().values().stream())
                .flatMap(value -> value instanceof Variants variants && variants.rates() != null
                        ? Stream.ofNullable(variants.rates().lastDay())
                        : Stream.of())
                .max(LocalDate::compareTo);
    }
}
