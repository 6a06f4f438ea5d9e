package dev.docket.decision.taxonomy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a desk is open.
 *
 * @param zone where its clock hangs; null where the order's warehouse is
 * @param week the shifts that begin on each weekday, by their beginning
 * @param holidays days with other shifts, mostly none; the first that fits counts
 */
public record BusinessCalendar(
        String name, @Nullable ZoneId zone, Map<DayOfWeek, List<Shift>> week, List<Holiday> holidays) {
    private static final int MOST_DAYS = 366 * 200;
    private static final int MINUTES_OF_DAY = 24 * 60;

    /**
     * A shift. It belongs to the day on which it begins, and may end on the next.
     *
     * @param from in minutes after midnight
     * @param until the same, above {@code from}, and above 1,440 when it ends on the next day
     */
    public record Shift(int from, int until) {}

    /**
     * When the desk has been open for so long.
     *
     * @param here the zone of the order's warehouse
     * @return the first such moment
     */
    public Instant after(Instant now, Duration open, ZoneId here) {
        Walk walk = new Walk(now, open);
        walk(now, here, walk);
        return walk.cursor;
    }

    /** For how long the desk is open between two moments; nothing when the second is not later. */
    public Duration between(Instant from, Instant until, ZoneId here) {
        if (!from.isBefore(until)) {
            return Duration.ZERO;
        }
        Count count = new Count(from, until);
        walk(from, here, count);
        return count.open;
    }

    /** The shifts that begin on a day. */
    public List<Shift> on(LocalDate day) {
        for (Holiday holiday : holidays) {
            if (holiday.isOn(day)) {
                return holiday.shifts();
            }
        }
        return week.getOrDefault(day.getDayOfWeek(), List.of());
    }

    /** Goes through the shifts, from the one that may have begun the day before. */
    private void walk(Instant from, ZoneId here, Stretches stretches) {
        ZoneId clock = zone == null ? here : zone;
        LocalDate day = LocalDate.ofInstant(from, clock).minusDays(1);
        for (int i = 0; i < MOST_DAYS; i++, day = day.plusDays(1)) {
            for (Shift shift : on(day)) {
                if (!stretches.goOn(moment(day, shift.from(), clock), moment(day, shift.until(), clock))) {
                    return;
                }
            }
            if (!stretches.isWanted(day.atStartOfDay(clock).toInstant())) {
                return;
            }
        }
    }

    /** When the clock shows a time for the first time; where it leaps over it, when it leaps. */
    private static Instant moment(LocalDate day, int minute, ZoneId clock) {
        LocalDateTime local =
                day.plusDays(minute / MINUTES_OF_DAY).atStartOfDay().plusMinutes(minute % MINUTES_OF_DAY);
        ZoneOffsetTransition transition = clock.getRules().getTransition(local);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : local.atZone(clock).withEarlierOffsetAtOverlap().toInstant();
    }

    /** What is done with each stretch of time in which the desk is open. */
    private interface Stretches {
        /** Whether further stretches matter. */
        boolean goOn(Instant from, Instant until);

        /** Whether stretches after a moment matter. */
        boolean isWanted(Instant after);
    }

    private static final class Walk implements Stretches {
        private Instant cursor;
        private Duration left;

        Walk(Instant now, Duration open) {
            this.cursor = now;
            this.left = open;
        }

        @Override
        public boolean goOn(Instant from, Instant until) {
            Instant begin = from.isAfter(cursor) ? from : cursor;
            if (!begin.isBefore(until)) {
                return true;
            }
            Duration here = Duration.between(begin, until);
            if (here.compareTo(left) >= 0) {
                cursor = begin.plus(left);
                return false;
            }
            left = left.minus(here);
            cursor = until;
            return true;
        }

        @Override
        public boolean isWanted(Instant after) {
            return true;
        }
    }

    private static final class Count implements Stretches {
        private final Instant end;
        private Instant cursor;
        private Duration open = Duration.ZERO;

        Count(Instant from, Instant end) {
            this.cursor = from;
            this.end = end;
        }

        @Override
        public boolean goOn(Instant from, Instant until) {
            Instant begin = from.isAfter(cursor) ? from : cursor;
            Instant stop = until.isBefore(end) ? until : end;
            if (begin.isBefore(stop)) {
                open = open.plus(Duration.between(begin, stop));
                cursor = stop;
            }
            return from.isBefore(end);
        }

        @Override
        public boolean isWanted(Instant after) {
            return after.isBefore(end);
        }
    }
}
