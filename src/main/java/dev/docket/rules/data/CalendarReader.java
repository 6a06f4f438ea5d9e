package dev.docket.rules.data;

import dev.docket.decision.taxonomy.BusinessCalendar;
import dev.docket.decision.taxonomy.BusinessCalendars;
import dev.docket.decision.taxonomy.Holiday;
import dev.docket.order.constraint.TimeZoneId;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Refusal;
import dev.docket.text.Suggestion;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code calendars.yaml}: when each queue is worked on. A queue that it does not name is always open. */
public final class CalendarReader {
    public static final String FILE = "calendars.yaml";
    static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private static final String WAREHOUSE = "warehouse";
    private static final Pattern SHIFT =
            Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])");
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;
    /** So that no due time is further away than a person could want: in each of these years it is open for so long. */
    private static final int FIRST_YEAR = 2000;

    private static final int LAST_YEAR = 2060;
    private static final int LEAST_HOURS_A_YEAR = 50;

    private CalendarReader() {}

    /**
     * The calendars; what is wrong goes to {@code problems}.
     *
     * @param queues those that the taxonomy names
     */
    public static BusinessCalendars read(String text, Collection<String> queues, FileProblems problems) {
        YamlNode root = YamlFile.root(text, problems);
        Map<String, YamlNode> fields = root.fields(Set.of("calendars", "queues"), Set.of());
        YamlNode calendars = fields.get("calendars");
        YamlNode byQueue = fields.get("queues");
        if (calendars == null || byQueue == null) {
            return BusinessCalendars.ALWAYS_OPEN;
        }
        if (calendars.map().size() > Limits.CALENDARS) {
            problems.add(calendars.line(), Limits.exceeded("the file has many calendars", Limits.CALENDARS));
            return BusinessCalendars.ALWAYS_OPEN;
        }
        SortedMap<String, BusinessCalendar> byName = new TreeMap<>();
        calendars.map().forEach((name, node) -> byName.put(name, calendar(name, node)));
        SortedMap<String, BusinessCalendar> ofQueue = new TreeMap<>();
        byQueue.map().forEach((queue, node) -> {
            if (!queues.contains(queue)) {
                node.problem("no exception code goes to the queue '%s'.%s"
                        .formatted(queue, Suggestion.didYouMean(queue, queues)));
            }
            BusinessCalendar calendar = byName.get(node.text());
            if (calendar == null) {
                node.problem("there is no calendar '%s'.%s"
                        .formatted(node.text(), Suggestion.didYouMean(node.text(), byName.keySet())));
            } else {
                ofQueue.put(queue, calendar);
            }
        });
        return new BusinessCalendars(ofQueue);
    }

    private static BusinessCalendar calendar(String name, YamlNode node) {
        Map<String, YamlNode> fields = node.fields(Set.of("zone", "hours"), Set.of("holidays"));
        YamlNode hours = fields.get("hours");
        YamlNode zone = fields.get("zone");
        Map<DayOfWeek, List<BusinessCalendar.Shift>> week = new EnumMap<>(DayOfWeek.class);
        if (hours != null) {
            hours.map().forEach((days, shifts) -> days(days, shifts).forEach(day -> {
                if (week.put(day, shifts(shifts)) != null) {
                    shifts.problem("the hours of %s are given twice".formatted(day));
                }
            }));
        }
        YamlNode holidays = fields.get("holidays");
        List<Holiday> free = holidays == null ? List.of() : holidays(holidays);
        BusinessCalendar calendar =
                new BusinessCalendar(name, zone == null ? null : zone(zone), Map.copyOf(week), free);
        requireTime(calendar, node);
        return calendar;
    }

    private static void requireTime(BusinessCalendar calendar, YamlNode node) {
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            long minutes = 0;
            LocalDate end = LocalDate.of(year + 1, 1, 1);
            for (LocalDate day = LocalDate.of(year, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
                for (BusinessCalendar.Shift shift : calendar.on(day)) {
                    minutes += shift.until() - shift.from();
                }
            }
            if (minutes < LEAST_HOURS_A_YEAR * HOUR) {
                node.problem("calendar '%s' is open for less than %s hours in %s"
                        .formatted(calendar.name(), String.valueOf(LEAST_HOURS_A_YEAR), String.valueOf(year)));
                return;
            }
        }
    }

    private static @Nullable ZoneId zone(YamlNode node) {
        String id = node.text();
        if (id.equals(WAREHOUSE)) {
            return null;
        }
        if (!TimeZoneId.Known.isKnown(id)) {
            node.problem("'%s' is neither 'warehouse' nor a time zone of the IANA database such as Europe/Berlin"
                    .formatted(id));
            return null;
        }
        return TimeZoneId.Known.zone(id);
    }

    /** {@code MON-THU}, {@code SAT}. */
    private static List<DayOfWeek> days(String text, YamlNode node) {
        String[] ends = text.split("-", -1);
        int first = DAYS.indexOf(ends[0]);
        int last = DAYS.indexOf(ends[ends.length - 1]);
        if (ends.length > 2 || first < 0 || last < first) {
            node.problem("'%s' is no weekday and no range of weekdays: MON, MON-FRI, SAT-SUN".formatted(text));
            return List.of();
        }
        List<DayOfWeek> days = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            days.add(DayOfWeek.of(i + 1));
        }
        return days;
    }

    /** {@code 08:00-12:00, 13:00-17:30}; what ends before it begins ends on the next day. */
    static List<BusinessCalendar.Shift> shifts(YamlNode node) {
        List<BusinessCalendar.Shift> shifts = new ArrayList<>();
        for (String text : node.text().split(" *, *", -1)) {
            Matcher matcher = SHIFT.matcher(text);
            if (!matcher.matches()) {
                node.problem("'%s' is no time from and until: 08:00-17:30, 22:00-06:00, 00:00-24:00".formatted(text));
                continue;
            }
            int from = Integer.parseInt(matcher.group(1)) * HOUR + Integer.parseInt(matcher.group(2));
            int until = Integer.parseInt(matcher.group(3)) * HOUR + Integer.parseInt(matcher.group(4));
            if (until > DAY) {
                node.problem("'%s' ends after 24:00".formatted(text));
            }
            shifts.add(new BusinessCalendar.Shift(from, until > from ? until : until + DAY));
        }
        shifts.sort(Comparator.comparingInt(BusinessCalendar.Shift::from));
        for (int i = 1; i < shifts.size(); i++) {
            if (shifts.get(i).from() < shifts.get(i - 1).until()) {
                node.problem("the times %s overlap".formatted(node.text()));
            }
        }
        return List.copyOf(shifts);
    }

    private static List<Holiday> holidays(YamlNode node) {
        if (node.list().size() > Limits.HOLIDAYS) {
            Refusal refusal = Limits.exceeded("a calendar has many holidays", Limits.HOLIDAYS);
            node.problem(refusal.code(), refusal.text());
            return List.of();
        }
        return node.list().stream().map(HolidayReader::read).toList();
    }
}
