package dev.docket.cli.replay;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats numbers for people. */
final class Amounts {
    private Amounts() {}

    static String money(String currency, @Nullable BigDecimal amount) {
        if (amount == null) {
            return "of unknown value";
        }
        return "%s %s".formatted(SafeText.plain(currency), String.format(Locale.ROOT, "%,.2f", amount));
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String orders(long number) {
        return number == 1 ? "1 order" : count(number) + " orders";
    }

    /** The share of a whole, in percent. */
    static String share(long part, long whole) {
        return whole == 0 ? "" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}
