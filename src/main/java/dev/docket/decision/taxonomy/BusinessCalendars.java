package dev.docket.decision.taxonomy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When each queue is worked on.
 *
 * @param byQueue the queues that have a calendar; all others are always open
 */
public record BusinessCalendars(SortedMap<String, BusinessCalendar> byQueue) {
    /** Every queue is always open. */
    public static final BusinessCalendars ALWAYS_OPEN = new BusinessCalendars(new TreeMap<>());

    /**
     * When a queue has been open for so long.
     *
     * @param here the zone of the order's warehouse
     */
    public Instant after(String queue, Instant now, Duration open, ZoneId here) {
        BusinessCalendar calendar = byQueue.get(queue);
        return calendar == null ? now.plus(open) : calendar.after(now, open, here);
    }

    /** For how long a queue is open between two moments. */
    public Duration between(String queue, Instant from, Instant until, ZoneId here) {
        BusinessCalendar calendar = byQueue.get(queue);
        if (calendar != null) {
            return calendar.between(from, until, here);
        }
        return from.isBefore(until) ? Duration.between(from, until) : Duration.ZERO;
    }
}
