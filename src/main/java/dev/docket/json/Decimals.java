package dev.docket.json;

import java.math.BigDecimal;
import java.util.Optional;

/** Decimals as content: 1.0 and 1 are the same, and none is so long that comparing it costs anything. */
public final class Decimals {
    private static final int MOST_DIGITS = 40;
    private static final int MOST_DECIMALS = 30;

    /** Up to so many {@link BigDecimal#toString} never has an exponent. */
    private static final int MOST_PLAIN_DECIMALS = 6;

    private Decimals() {}

    /** The one form of a number: no trailing zeros after the point, no exponent. */
    public static BigDecimal normalised(BigDecimal number) {
        if (number.scale() == 0) {
            return number;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The one form of a number as text. */
    static String plain(BigDecimal number) {
        BigDecimal normalised = normalised(number);
        // With so few decimals both texts are the same, and this one is kept by the number.
        return normalised.scale() <= MOST_PLAIN_DECIMALS ? normalised.toString() : normalised.toPlainString();
    }

    /** The number in its one form, unless it has more than 40 significant digits or 30 decimals. */
    static Optional<BigDecimal> bounded(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        // The integer digits are bounded before the exponent is written out: 1e999999999 would fill the memory.
        boolean fits = stripped.precision() <= MOST_DIGITS
                && stripped.scale() <= MOST_DECIMALS
                && (long) stripped.precision() - stripped.scale() <= MOST_DIGITS;
        return fits ? Optional.of(normalised(stripped)) : Optional.empty();
    }
}
