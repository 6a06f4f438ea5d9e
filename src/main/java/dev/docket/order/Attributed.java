package dev.docket.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A part of an order that may carry attributes of the deployment's own, as {@code attributes.yaml} of its policy declares them. An
 * attribute is text, a number, true or false, or a list of text; dates and moments are sent as text.
 *
 * <p>The conditions of rules call the methods below. Each gives null for an attribute that is absent or of another type: an order
 * that was recorded under another policy is not wrong.
 */
public interface Attributed {
    /** By name; null when none are sent. */
    @Nullable
    SortedMap<String, Object> attributes();

    /** An unmodifiable copy. */
    static @Nullable SortedMap<String, Object> copy(@Nullable Map<String, Object> attributes) {
        return attributes == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    private @Nullable Object attribute(String name) {
        SortedMap<String, Object> all = attributes();
        return all == null ? null : all.get(name);
    }

    default @Nullable String attributeText(String name) {
        return attribute(name) instanceof String text ? text : null;
    }

    default @Nullable BigDecimal attributeDecimal(String name) {
        return attribute(name) instanceof BigDecimal number ? number : null;
    }

    default @Nullable Boolean attributeFlag(String name) {
        return attribute(name) instanceof Boolean flag ? flag : null;
    }

    default @Nullable LocalDate attributeDate(String name) {
        try {
            return attribute(name) instanceof String text ? LocalDate.parse(text) : null;
        } catch (DateTimeParseException notDate) {
            return null;
        }
    }

    default @Nullable Instant attributeMoment(String name) {
        try {
            return attribute(name) instanceof String text ? Instant.parse(text) : null;
        } catch (DateTimeParseException notMoment) {
            return null;
        }
    }

    @SuppressWarnings("unchecked") // the reader of requests lets nothing but text into a list
    default @Nullable List<String> attributeTexts(String name) {
        return attribute(name) instanceof List<?> list ? (List<String>) list : null;
    }
}
