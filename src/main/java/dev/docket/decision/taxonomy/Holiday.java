package dev.docket.decision.taxonomy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/**
 * A day on which a desk is open at other times than usual, mostly not at all.
 *
 * @param day which day it is
 * @param shifts those that begin on it; none when the desk is closed
 */
public record Holiday(String name, Day day, List<BusinessCalendar.Shift> shifts) {
    /** Whether a date is this day. */
    public boolean isOn(LocalDate date) {
        return day.isOn(date);
    }

    /** Says which day of which year it is. */
    public sealed interface Day {
        /** Whether a date is this day. */
        boolean isOn(LocalDate date);
    }

    /** One date, once. */
    public record Once(LocalDate date) implements Day {
        @Override
        public boolean isOn(LocalDate other) {
            return date.equals(other);
        }
    }

    /**
     * The same date each year; 29 February only in leap years.
     *
     * @param observed whether a Saturday is kept on the Friday before, and a Sunday on the Monday after
     */
    public record Yearly(MonthDay date, boolean observed) implements Day {
        @Override
        public boolean isOn(LocalDate other) {
            if (!observed) {
                return isDate(other);
            }
            return switch (other.getDayOfWeek()) {
                case FRIDAY -> isDate(other) || isDate(other.plusDays(1));
                case MONDAY -> isDate(other) || isDate(other.minusDays(1));
                case SATURDAY, SUNDAY -> false;
                case TUESDAY, WEDNESDAY, THURSDAY -> isDate(other);
            };
        }

        private boolean isDate(LocalDate other) {
            return MonthDay.from(other).equals(date);
        }
    }

    /**
     * A weekday of a month, each year: the fourth Thursday of November.
     *
     * @param which 1 to 5, or -1 for the last
     */
    public record Weekday(Month month, DayOfWeek weekday, int which) implements Day {
        @Override
        public boolean isOn(LocalDate other) {
            return other.getMonth() == month
                    && other.with(TemporalAdjusters.dayOfWeekInMonth(which, weekday))
                            .equals(other);
        }
    }

    /**
     * So many days after Easter Sunday of the Gregorian calendar, or before it when negative.
     *
     * @param days -60 to 100, so that it stays in the year
     */
    public record Easter(int days) implements Day {
        @Override
        public boolean isOn(LocalDate other) {
            return sunday(other.getYear()).plusDays(days).equals(other);
        }

        /** Easter Sunday of a year, by the computus that Meeus and others give. */
        static LocalDate sunday(int year) {
            int golden = Math.floorMod(year, 19);
            int century = Math.floorDiv(year, 100);
            int ofCentury = Math.floorMod(year, 100);
            int corrected = (century - (century + 8) / 25 + 1) / 3;
            int epact = Math.floorMod(19 * golden + century - century / 4 - corrected + 15, 30);
            int weekday =
                    Math.floorMod(32 + 2 * Math.floorMod(century, 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4, 7);
            int shift = (golden + 11 * epact + 22 * weekday) / 451;
            int days = epact + weekday - 7 * shift + 114;
            return LocalDate.of(year, days / 31, days % 31 + 1);
        }
    }
}
