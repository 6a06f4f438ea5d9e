package dev.docket.order;

import java.math.BigDecimal;
import java.util.List;

/**
 * How much of an order would be sent as substitutes.
 *
 * @param lineCount the number of lines with a substitute
 * @param value their ordered quantity times unit price, in the order's currency
 */
public record Substitutions(int lineCount, BigDecimal value) {
    static Substitutions of(List<Line> lines) {
        return new Substitutions(
                lines.size(), lines.stream().map(Line::extendedPrice).reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
