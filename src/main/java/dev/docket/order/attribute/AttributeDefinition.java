package dev.docket.order.attribute;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that a deployment declares.
 *
 * @param values the only texts it may be, or that its list may have; empty for any
 * @param unit of a number, for people
 * @param least the least number, null without one
 * @param most the greatest number, null without one
 * @param owner who knows what it means
 * @param meaning for people
 * @param isFacet whether decisions are found by it
 */
public record AttributeDefinition(
        String name,
        AttributeType type,
        List<String> values,
        @Nullable String unit,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most,
        String owner,
        String meaning,
        boolean isFacet) {
    public AttributeDefinition {
        values = List.copyOf(values);
    }

    /** Whether a number is within the range. */
    boolean has(BigDecimal number) {
        return (least == null || number.compareTo(least) >= 0) && (most == null || number.compareTo(most) <= 0);
    }
}
