package dev.docket.journal.record;

import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values by which a decision is found and counted. Words of the policy are texts here, so that a journal which several
 * services share stays readable for one that does not know a newer word yet.
 *
 * @param segment the customer's; empty if unknown
 * @param warehouse the shipping node; empty if unknown
 * @param currency of the order value, ISO 4217; empty if unknown
 * @param orderValue the order's net amount; null if unknown
 * @param codes the codes of all exceptions, waived ones included
 * @param ruleIds the ids of all rules that fired
 * @param attributes the attributes of its own that the policy declares as facets, by request path; only those that are present
 */
public record Facets(
        String orderId,
        String customerId,
        String segment,
        String warehouse,
        String checkpoint,
        String disposition,
        String priority,
        String currency,
        @Nullable BigDecimal orderValue,
        SortedSet<ExceptionCode> codes,
        SortedSet<RuleId> ruleIds,
        SortedMap<String, String> attributes) {
    public Facets {
        codes = Collections.unmodifiableSortedSet(new TreeSet<>(codes));
        ruleIds = Collections.unmodifiableSortedSet(new TreeSet<>(ruleIds));
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** Of an order without such attributes. */
    public Facets(
            String orderId,
            String customerId,
            String segment,
            String warehouse,
            String checkpoint,
            String disposition,
            String priority,
            String currency,
            @Nullable BigDecimal orderValue,
            SortedSet<ExceptionCode> codes,
            SortedSet<RuleId> ruleIds) {
        this(
                orderId,
                customerId,
                segment,
                warehouse,
                checkpoint,
                disposition,
                priority,
                currency,
                orderValue,
                codes,
                ruleIds,
                Collections.emptySortedMap());
    }

    /**
     * Parses the output of {@link Facet#text}.
     *
     * @param attributes that of {@link AttributeFacets#text}
     * @throws IllegalArgumentException if a text cannot have been written by this class
     */
    public static Facets of(Function<Facet, String> text, String attributes) {
        return new Facets(
                text.apply(Facet.ORDER_ID),
                text.apply(Facet.CUSTOMER_ID),
                text.apply(Facet.SEGMENT),
                text.apply(Facet.WAREHOUSE),
                text.apply(Facet.CHECKPOINT),
                text.apply(Facet.DISPOSITION),
                text.apply(Facet.PRIORITY),
                text.apply(Facet.CURRENCY),
                decimal(text.apply(Facet.ORDER_VALUE)),
                ids(text.apply(Facet.CODES), ExceptionCode::new),
                ids(text.apply(Facet.RULE_IDS), RuleId::new),
                AttributeFacets.parse(attributes));
    }

    private static <T> SortedSet<T> ids(String text, Function<String, T> id) {
        return words(text).stream().map(id).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The words of a text, which must be sorted and separated by single spaces. */
    public static SortedSet<String> words(String text) {
        var words = new TreeSet<>(text.isEmpty() ? List.of() : List.of(text.split(" ", -1)));
        if (!String.join(" ", words).equals(text)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' is not a sorted list", text));
        }
        return words;
    }

    private static @Nullable BigDecimal decimal(String text) {
        if (text.isEmpty()) {
            return null;
        }
        var value = new BigDecimal(text);
        if (!value.toPlainString().equals(text)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' is not an order value", text));
        }
        return value;
    }
}
