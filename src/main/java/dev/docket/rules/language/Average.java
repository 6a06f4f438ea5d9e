package dev.docket.rules.language;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An average that is never divided: compared with a number by holding the sum against the number times the count.
 *
 * @param count at least 1
 */
public record Average(BigDecimal sum, int count) {
    private static final int SHOWN_DECIMALS = 4;

    /** Negative, zero or positive as the average is below, at or above the number. */
    public int compareTo(BigDecimal number) {
        return sum.compareTo(number.multiply(BigDecimal.valueOf(count)));
    }

    /** For people: rounded to four decimals, and marked as rounded if it was. */
    @Override
    public String toString() {
        BigDecimal shown = sum.divide(BigDecimal.valueOf(count), SHOWN_DECIMALS, RoundingMode.HALF_EVEN);
        return (compareTo(shown) == 0 ? "" : "about ")
                + shown.stripTrailingZeros().toPlainString();
    }
}
