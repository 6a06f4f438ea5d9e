package dev.docket.decision.rule;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of a parameter that differs by order.
 *
 * @param value what the rules were given; null when the policy has none for this order
 * @param variant which of its values this is, {@code order.currency JPY}; empty when it has none
 * @param by what of the order it was chosen by, by request path
 * @param because how it was chosen; names no value of the request, so that it can be shown where those are masked
 * @param isGap whether there is no value though the order says what it would be chosen by: a gap in the policy
 */
public record ChosenValue(
        @Nullable Object value, String variant, Map<String, Object> by, String because, boolean isGap) {}
