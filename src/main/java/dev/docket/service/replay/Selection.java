package dev.docket.service.replay;

import dev.docket.journal.Filter;
import dev.docket.journal.Filter.Criterion;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A selection of recorded decisions: those that match every given value.
 *
 * @param values by query parameter name
 * @param from the start of the period, by time of receipt
 * @param to the end of the period, exclusive
 */
public record Selection(SortedMap<String, String> values, Optional<Instant> from, Optional<Instant> to) {
    /** Every decision. */
    public static final Selection ALL = new Selection(new TreeMap<>(), Optional.empty(), Optional.empty());

    public Selection {
        values = new TreeMap<>(values);
        values.keySet().forEach(Selection::criterion);
    }

    /** Whether it leaves nothing out. */
    public boolean isAll() {
        return values.isEmpty() && from.isEmpty() && to.isEmpty();
    }

    /** Before which decisions count that are there at a moment: the moment itself, unless the selection ends earlier. */
    public Instant end(Instant now) {
        // The current millisecond is not over: later arrivals in it would be seen by some runs and missed by others.
        return to.filter(now::isAfter).orElse(now);
    }

    /** Narrows the selection to decisions received before a time. */
    public Filter until(Instant end) {
        Map<Criterion, String> criteria = new EnumMap<>(Criterion.class);
        values.forEach((name, value) -> criteria.put(criterion(name), value));
        return new Filter(criteria, from, Optional.of(to.filter(end::isAfter).orElse(end)));
    }

    private static Criterion criterion(String name) {
        return Criterion.labelled(name.equals("rule") ? Criterion.RULE_ID.label() : name)
                .orElseThrow(() ->
                        new IllegalArgumentException(String.format(Locale.ROOT, "there is no criterion '%s'", name)));
    }
}
