package dev.docket.journal;

import dev.docket.journal.record.Facet;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A filter for decisions: matches those with every given value.
 *
 * @param values by criterion; absent criteria match everything
 * @param attributes by request path, such as {@code order.attributes.project-code}; the attributes that records are found by
 * @param from the start of the period, by time of receipt
 * @param to the end of the period, exclusive
 * @param ending what became of them; nothing for whatever it was
 */
public record Filter(
        Map<Criterion, String> values,
        SortedMap<String, String> attributes,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Ending> ending) {
    /** Every decision. */
    public static final Filter ALL = new Filter(Map.of(), Optional.empty(), Optional.empty());

    public Filter {
        values = Map.copyOf(values);
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** Whatever became of them. */
    public Filter(
            Map<Criterion, String> values,
            SortedMap<String, String> attributes,
            Optional<Instant> from,
            Optional<Instant> to) {
        this(values, attributes, from, to, Optional.empty());
    }

    /** Without attributes. */
    public Filter(Map<Criterion, String> values, Optional<Instant> from, Optional<Instant> to) {
        this(values, Collections.emptySortedMap(), from, to);
    }

    /**
     * What became of decisions, as far as their records say so.
     *
     * @param outcomes the words of the last outcome, by disposition; an empty word stands for no outcome; no dispositions for all
     * @param by who reported the last outcome; nothing for anybody, or nobody
     * @param isNewest whether their orders must not have been decided again
     */
    public record Ending(SortedMap<String, SortedSet<String>> outcomes, Optional<String> by, boolean isNewest) {
        public Ending {
            outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
        }

        /** Whether there must be an outcome. */
        public boolean isReported() {
            return by.isPresent()
                    || (!outcomes.isEmpty() && outcomes.values().stream().noneMatch(words -> words.contains("")));
        }
    }

    /** The criteria. */
    public enum Criterion {
        ORDER_ID(Facet.ORDER_ID),
        CUSTOMER_ID(Facet.CUSTOMER_ID),
        SEGMENT(Facet.SEGMENT),
        WAREHOUSE(Facet.WAREHOUSE),
        CHECKPOINT(Facet.CHECKPOINT),
        DISPOSITION(Facet.DISPOSITION),
        PRIORITY(Facet.PRIORITY),
        /** An exception code, standing or waived. */
        CODE("code", "code"),
        /** A rule that fired. */
        RULE_ID("ruleId", "rule_id"),
        BUNDLE_DIGEST("bundle", "bundle_digest"),
        /** The model that was asked. */
        MODEL_DIGEST("model", "model_digest"),
        REQUEST_ID("requestId", "request_id"),
        /** Who sent the order, as records name callers. */
        CALLER("caller", "caller"),
        /** {@code some} or {@code none}: whether there are any exceptions. */
        EXCEPTIONS("exceptions", "codes");

        private final String label;
        private final String column;

        Criterion(Facet facet) {
            this(facet.label(), facet.column());
        }

        Criterion(String label, String column) {
            this.label = label;
            this.column = column;
        }

        /** Its name as a query parameter or an option. */
        public String label() {
            return label;
        }

        /** Its column in an SQL store. */
        public String column() {
            return column;
        }

        /** The one with a label. */
        public static Optional<Criterion> labelled(String label) {
            return Arrays.stream(values())
                    .filter(criterion -> criterion.label.equals(label))
                    .findFirst();
        }
    }
}
