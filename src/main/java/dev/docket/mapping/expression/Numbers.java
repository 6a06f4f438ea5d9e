package dev.docket.mapping.expression;

import dev.docket.json.Echo;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers that a mapping reads and makes, bounded so that a short text cannot stand for a long number. */
public final class Numbers {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][+-]?\\d{1,2})?");
    private static final int MOST_DIGITS = 200;

    private Numbers() {}

    /**
     * A number with a decimal point.
     *
     * @throws IllegalArgumentException if the text is none, or a number of more than 30 digits on either side
     */
    public static BigDecimal of(String text) {
        String stripped = text.strip();
        if (!NUMBER.matcher(stripped).matches()) {
            throw new IllegalArgumentException("'%s' is not a number".formatted(Echo.of(text)));
        }
        return new BigDecimal(stripped);
    }

    /** @throws IllegalArgumentException if multiplying has made it longer than any amount is */
    static BigDecimal bounded(BigDecimal number) {
        if (number.precision() > MOST_DIGITS || Math.abs(number.scale()) > MOST_DIGITS) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "the number has more than %d digits", MOST_DIGITS));
        }
        return number;
    }

    /** @throws IllegalArgumentException if there is no such currency, or it has no minor unit */
    static int decimalsOf(String currency) {
        int decimals = Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .mapToInt(Currency::getDefaultFractionDigits)
                .findFirst()
                .orElse(-1);
        if (decimals < 0) {
            throw new IllegalArgumentException("'%s' is not a currency with minor units".formatted(Echo.of(currency)));
        }
        return decimals;
    }
}
