package dev.docket.json;

import java.math.BigDecimal;
import java.util.Optional;

/** Decimals by value: 1.0 equals 1, and lengths are bounded so that comparisons are cheap. */
public final class Decimals {
    private static final int MOST_DIGITS = 40;
    private static final int MOST_DECIMALS = 30;

    /** Up to this many decimals, {@link BigDecimal#toString} never uses an exponent. */
    private static final int MOST_PLAIN_DECIMALS = 6;

    private Decimals() {}

    /** The canonical form of a number: no trailing zeros after the point, no exponent. */
    public static BigDecimal normalised(BigDecimal number) {
        if (number.scale() == 0) {
            return number;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The canonical form of a number as text. */
    public static String plain(BigDecimal number) {
        BigDecimal normalised = normalised(number);
        // With so few decimals both texts are the same, and BigDecimal caches this one.
        return normalised.scale() <= MOST_PLAIN_DECIMALS ? normalised.toString() : normalised.toPlainString();
    }

    /** The number in canonical form, unless it has more than 40 significant digits or 30 decimals. */
    public static Optional<BigDecimal> bounded(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        // Bound the integer digits before writing out the exponent: 1e999999999 would fill the memory.
        boolean fits = stripped.precision() <= MOST_DIGITS
                && stripped.scale() <= MOST_DECIMALS
                && (long) stripped.precision() - stripped.scale() <= MOST_DIGITS;
        return fits ? Optional.of(normalised(stripped)) : Optional.empty();
    }
}
