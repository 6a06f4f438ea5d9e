package dev.docket.decision.taxonomy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Business time, held against a clock on the wall that is read minute by minute. */
class BusinessCalendarTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_129);
    private static final int CALENDARS = Integer.getInteger("it.calendars", 600);

    /** Where clocks leap: at midnight, by half an hour, over a whole day; and where they do not. */
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "America/Sao_Paulo",
            "Pacific/Apia",
            "Asia/Tokyo");

    /** Days on which something is odd: clocks leap, February ends, a year ends. */
    private static final List<String> DAYS = List.of(
            "2026-03-29",
            "2026-10-25",
            "2026-03-08",
            "2026-11-01",
            "2026-04-05",
            "2026-10-04",
            "2018-11-04",
            "2018-02-18",
            "2011-12-30",
            "2028-02-29",
            "2027-02-28",
            "2026-12-31",
            "2028-12-31");

    @Test
    void due_times_and_hours_left_are_those_of_a_clock_that_is_read_minute_by_minute() {
        Random random = new Random(SEED);
        for (int i = 0; i < CALENDARS; i++) {
            BusinessCalendar calendar = calendar(random);
            Instant now = LocalDate.parse(DAYS.get(random.nextInt(DAYS.size())))
                    .atStartOfDay(ZoneOffset.UTC)
                    .minusDays(2)
                    .plusMinutes(random.nextInt(3 * 1440))
                    .toInstant();
            int minutes = 1 + random.nextInt(1500);
            Instant due = calendar.after(now, Duration.ofMinutes(minutes), ZoneOffset.UTC);
            String where = String.format(
                    Locale.ROOT, "seed %d, calendar %d: %d minutes from %s by %s", SEED, i, minutes, now, calendar);
            assertThat(due).as(where).isEqualTo(new Wall(calendar, now).whenOpenFor(minutes));
            assertThat(calendar.between(now, due, ZoneOffset.UTC)).as(where).isEqualTo(Duration.ofMinutes(minutes));
            Instant later = now.plus(random.nextInt(5 * 1440), ChronoUnit.MINUTES);
            assertThat(calendar.between(now, later, ZoneOffset.UTC).toMinutes())
                    .as(where + " until " + later)
                    .isEqualTo(new Wall(calendar, now).openUntil(later));
        }
    }

    /** A wall clock: a shift begins when it first shows the time or a later one, and ends likewise. */
    private static final class Wall {
        private final List<LocalDateTime[]> shifts = new ArrayList<>();
        private final List<boolean[]> state = new ArrayList<>();
        private final ZoneId zone;
        private final Instant now;
        private Instant tick;

        Wall(BusinessCalendar calendar, Instant now) {
            this.zone = requireNonNull(calendar.zone());
            this.now = now;
            this.tick = now.minus(4, ChronoUnit.DAYS);
            LocalDate first = LocalDate.ofInstant(tick, zone).minusDays(1);
            for (int day = 0; day < 120; day++) {
                LocalDate date = first.plusDays(day);
                for (BusinessCalendar.Shift shift : calendar.on(date)) {
                    shifts.add(new LocalDateTime[] {
                        date.atStartOfDay().plusMinutes(shift.from()),
                        date.atStartOfDay().plusMinutes(shift.until())
                    });
                    state.add(new boolean[2]);
                }
            }
        }

        /** Whether the desk is open in the minute that begins now; goes on to the next. */
        private boolean isOpenInNextMinute() {
            LocalDateTime shown = LocalDateTime.ofInstant(tick, zone);
            boolean open = false;
            for (int i = 0; i < shifts.size(); i++) {
                state.get(i)[0] |= !shown.isBefore(shifts.get(i)[0]);
                state.get(i)[1] |= !shown.isBefore(shifts.get(i)[1]);
                open |= state.get(i)[0] && !state.get(i)[1];
            }
            tick = tick.plus(1, ChronoUnit.MINUTES);
            return open;
        }

        Instant whenOpenFor(int minutes) {
            int open = 0;
            while (open < minutes) {
                boolean counts = !tick.isBefore(now);
                open += isOpenInNextMinute() && counts ? 1 : 0;
            }
            return tick;
        }

        long openUntil(Instant end) {
            long open = 0;
            while (tick.isBefore(end)) {
                boolean counts = !tick.isBefore(now);
                open += isOpenInNextMinute() && counts ? 1 : 0;
            }
            return open;
        }
    }

    private static BusinessCalendar calendar(Random random) {
        Map<DayOfWeek, List<BusinessCalendar.Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (random.nextInt(4) > 0) {
                week.put(day, shifts(random));
            }
        }
        week.put(DayOfWeek.TUESDAY, shifts(random));
        LocalDate odd = LocalDate.parse(DAYS.get(random.nextInt(DAYS.size())));
        List<Holiday> holidays = random.nextBoolean()
                ? List.of()
                : List.of(
                        new Holiday("once", new Holiday.Once(odd.plusDays(1)), List.of()),
                        new Holiday("yearly", new Holiday.Yearly(MonthDay.of(1, 1), true), List.of()),
                        new Holiday("leap", new Holiday.Yearly(MonthDay.of(2, 29), false), shifts(random)));
        return new BusinessCalendar("any", ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))), week, holidays);
    }

    private static List<BusinessCalendar.Shift> shifts(Random random) {
        int from = 15 * random.nextInt(48);
        int until = from + 15 + 15 * random.nextInt(20);
        int again = until + 15 * random.nextInt(20);
        return random.nextInt(3) == 0
                ? List.of(new BusinessCalendar.Shift(22 * 60, 30 * 60 + 15 * random.nextInt(8)))
                : List.of(new BusinessCalendar.Shift(from, until), new BusinessCalendar.Shift(again, again + 45));
    }

    @ParameterizedTest(name = "{0}, {1} in {2}: {3}")
    @CsvSource({
        "2026-11-27T16:30:00Z, PT4H, Europe/Berlin, 2026-11-30T10:30:00Z", // Friday 17:30, closed at 18:00
        "2026-11-27T16:30:00Z, PT4H, America/New_York, 2026-11-27T20:30:00Z", // Friday 11:30
        "2026-11-27T16:30:00Z, PT4H, Asia/Tokyo, 2026-11-30T03:00:00Z", // Saturday 01:30
        "2026-12-31T22:00:00Z, PT1H, Europe/Berlin, 2027-01-04T08:00:00Z", // over the year's end, a holiday and a
        // weekend
        "2026-03-27T16:30:00Z, PT1H, Europe/Berlin, 2026-03-30T06:30:00Z", // clocks are put forward in between
    })
    void a_desk_that_is_open_from_eight_to_six_on_weekdays(Instant now, Duration sla, ZoneId here, Instant due) {
        Map<DayOfWeek, List<BusinessCalendar.Shift>> week = new EnumMap<>(DayOfWeek.class);
        IntStream.rangeClosed(1, 5)
                .forEach(day -> week.put(DayOfWeek.of(day), List.of(new BusinessCalendar.Shift(8 * 60, 18 * 60))));
        Holiday newYear = new Holiday("New Year", new Holiday.Yearly(MonthDay.of(1, 1), false), List.of());
        BusinessCalendar desk = new BusinessCalendar("desk", null, week, List.of(newYear));
        assertThat(desk.after(now, sla, here)).isEqualTo(due);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "1999-04-04",
        "2000-04-23",
        "2008-03-23",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2038-04-25",
        "1818-03-22"
    })
    void easter_is_where_the_almanac_has_it(LocalDate sunday) {
        assertThat(Holiday.Easter.sunday(sunday.getYear())).isEqualTo(sunday);
        assertThat(new Holiday.Easter(1).isOn(sunday.plusDays(1))).isTrue();
        assertThat(new Holiday.Easter(-2).isOn(sunday.minusDays(2))).isTrue();
        assertThat(new Holiday.Easter(1).isOn(sunday)).isFalse();
    }

    @Test
    void holidays_by_rule_fall_on_the_days_that_the_rule_says() {
        assertThat(days(new Holiday.Weekday(Month.NOVEMBER, DayOfWeek.THURSDAY, 4), 2026))
                .containsExactly("2026-11-26");
        assertThat(days(new Holiday.Weekday(Month.MAY, DayOfWeek.MONDAY, -1), 2026))
                .containsExactly("2026-05-25");
        assertThat(days(new Holiday.Weekday(Month.FEBRUARY, DayOfWeek.SUNDAY, 5), 2026))
                .isEmpty();
        assertThat(days(new Holiday.Yearly(MonthDay.of(7, 4), true), 2026)).containsExactly("2026-07-03");
        assertThat(days(new Holiday.Yearly(MonthDay.of(7, 4), false), 2026)).containsExactly("2026-07-04");
        assertThat(days(new Holiday.Yearly(MonthDay.of(1, 1), true), 2027)).containsExactly("2027-01-01", "2027-12-31");
        assertThat(days(new Holiday.Yearly(MonthDay.of(2, 29), false), 2027)).isEmpty();
        assertThat(days(new Holiday.Yearly(MonthDay.of(2, 29), false), 2028)).containsExactly("2028-02-29");
    }

    private static List<String> days(Holiday.Day day, int year) {
        return LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(day::isOn)
                .map(LocalDate::toString)
                .toList();
    }
}
