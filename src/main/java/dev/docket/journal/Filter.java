package dev.docket.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which decisions are wanted: those that have every given value.
 *
 * @param values by criterion; a criterion that is absent asks nothing
 * @param from the start of the period, by time of receipt
 * @param to the end of the period, exclusive
 */
public record Filter(Map<Criterion, String> values, Optional<Instant> from, Optional<Instant> to) {
    /** Every decision. */
    public static final Filter ALL = new Filter(Map.of(), Optional.empty(), Optional.empty());

    public Filter {
        values = Map.copyOf(values);
    }

    /** What can be asked for. */
    public enum Criterion {
        ORDER_ID,
        CUSTOMER_ID,
        SEGMENT,
        WAREHOUSE,
        CHECKPOINT,
        DISPOSITION,
        PRIORITY,
        /** An exception code that was noted. */
        CODE,
        /** A rule that fired. */
        RULE_ID,
        BUNDLE_DIGEST,
        REQUEST_ID
    }
}
