package dev.docket.rules.language;

import java.util.List;

/**
 * How the value of a parameter differs by order.
 *
 * @param reads what of the request it depends on, by path
 * @param needs those of them without which it has no value
 * @param mayLack whether some order has no value
 */
public record Variation(List<String> reads, List<String> needs, boolean mayLack) {
    /** Of a parameter with one value for all orders. */
    public static final Variation NONE = new Variation(List.of(), List.of(), false);
}
