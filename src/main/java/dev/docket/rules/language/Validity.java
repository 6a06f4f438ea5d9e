package dev.docket.rules.language;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days on which a rule holds, by the date that the request is decided for.
 *
 * @param from the first day, or null when it has always held
 * @param until the last day, or null when it holds for ever
 */
public record Validity(@Nullable LocalDate from, @Nullable LocalDate until) {
    public static final Validity ALWAYS = new Validity(null, null);

    public boolean covers(LocalDate day) {
        return !isBefore(day) && (until == null || !day.isAfter(until));
    }

    /** Whether the rule does not hold yet. */
    public boolean isBefore(LocalDate day) {
        return from != null && day.isBefore(from);
    }

    /** Whether the rule had stopped holding by a day. */
    public boolean endedBefore(LocalDate day) {
        return until != null && until.isBefore(day);
    }

    /** Whether it holds on every day on which another does. */
    public boolean covers(Validity other) {
        boolean begins = from == null || (other.from != null && !other.from.isBefore(from));
        return begins && (until == null || (other.until != null && !other.until.isAfter(until)));
    }

    /** The days on which both hold; {@link #isEmpty} where there is none. */
    public Validity and(Validity other) {
        boolean beginsLater = other.from != null && (from == null || other.from.isAfter(from));
        boolean endsSooner = other.until != null && (until == null || other.until.isBefore(until));
        return new Validity(beginsLater ? other.from : from, endsSooner ? other.until : until);
    }

    /** Whether there is no such day. */
    public boolean isEmpty() {
        return from != null && until != null && until.isBefore(from);
    }

    /** As the rule says it. */
    @Override
    public String toString() {
        String begins = from == null ? "" : "@from( \"" + from + "\" )";
        String ends = until == null ? "" : "@until( \"" + until + "\" )";
        return from == null || until == null ? begins + ends : begins + " " + ends;
    }

    /** Why the rule does not hold on a day, in words. */
    public String because(LocalDate day) {
        return isBefore(day)
                ? "%s is before %s, from when the rule holds".formatted(day, from)
                : "%s is after %s, until when the rule held".formatted(day, until);
    }
}
