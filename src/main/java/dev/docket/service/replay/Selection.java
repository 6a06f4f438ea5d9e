package dev.docket.service.replay;

import dev.docket.journal.Filter;
import dev.docket.journal.Filter.Criterion;
import java.time.Instant;
import java.util.EnumMap;
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

    boolean isAll() {
        return values.isEmpty() && from.isEmpty() && to.isEmpty();
    }

    /** Narrows the selection to decisions received before a time. */
    Filter until(Instant end) {
        Map<Criterion, String> criteria = new EnumMap<>(Criterion.class);
        values.forEach((name, value) -> criteria.put(criterion(name), value));
        return new Filter(criteria, from, Optional.of(to.filter(end::isAfter).orElse(end)));
    }

    private static Criterion criterion(String name) {
        return switch (name) {
            case "orderId" -> Criterion.ORDER_ID;
            case "customerId" -> Criterion.CUSTOMER_ID;
            case "segment" -> Criterion.SEGMENT;
            case "warehouse" -> Criterion.WAREHOUSE;
            case "checkpoint" -> Criterion.CHECKPOINT;
            case "disposition" -> Criterion.DISPOSITION;
            case "priority" -> Criterion.PRIORITY;
            case "code" -> Criterion.CODE;
            case "rule" -> Criterion.RULE_ID;
            case "bundle" -> Criterion.BUNDLE_DIGEST;
            case "requestId" -> Criterion.REQUEST_ID;
            default -> throw new IllegalArgumentException("there is no criterion '%s'".formatted(name));
        };
    }
}
