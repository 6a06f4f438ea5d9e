package dev.docket.journal.record;

import java.math.BigDecimal;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a decision is found and counted by.
 *
 * @param segment of the customer; empty if unknown
 * @param warehouse the node that is to ship; empty if unknown
 * @param currency of the order value, ISO 4217; empty if unknown
 * @param orderValue the order's net amount, null if unknown
 * @param codes of every exception that was noted, waived ones too
 * @param ruleIds of every rule that fired
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
        SortedSet<String> codes,
        SortedSet<String> ruleIds) {
    public Facets {
        codes = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(codes));
        ruleIds = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(ruleIds));
    }
}
