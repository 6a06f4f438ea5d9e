package dev.docket.order;

import dev.docket.order.constraint.LowerBound;
import java.math.BigDecimal;

/**
 * How much of an order would ship as substitutes, as far as is known.
 *
 * @param lineCount the number of lines that are short and have a substitute
 * @param value their ordered quantity times unit price, in the order's currency
 * @param isComplete false while some line is unknown, so that both numbers may still grow
 */
public record Substitutions(int lineCount, BigDecimal value, boolean isComplete) implements LowerBound {
    static Substitutions of(Order order) {
        int lineCount = 0;
        BigDecimal value = BigDecimal.ZERO;
        boolean complete = true;
        for (Line line : order.lines()) {
            boolean knownEnough = line.availableQty() != null && !line.isKnownShort();
            boolean openBest = line.substitutes() == null || order.substitutionPolicy() == null;
            boolean hasBest = line.bestSubstitute(order.substitutionPolicy()) != null;
            if (line.isKnownShort() && hasBest) {
                BigDecimal price = line.extendedPrice();
                lineCount++;
                // A price below 0 counts as 0, so that the value can only grow while a price is unknown.
                value = value.add(price == null ? BigDecimal.ZERO : price.max(BigDecimal.ZERO));
                complete &= price != null;
            } else if (!knownEnough && (openBest || hasBest)) {
                complete = false;
            }
        }
        return new Substitutions(lineCount, value, complete);
    }
}
