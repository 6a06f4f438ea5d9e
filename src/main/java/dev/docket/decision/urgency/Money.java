package dev.docket.decision.urgency;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An amount of money, in hundredths at most.
 *
 * @param currency absent when the order names none; nothing is ever converted
 */
public record Money(BigDecimal amount, @Nullable String currency) {
    private static final int DECIMALS = 2;

    /** Rounds half away from zero to hundredths. */
    public static Money of(double amount, @Nullable String currency) {
        return new Money(BigDecimal.valueOf(amount).setScale(DECIMALS, RoundingMode.HALF_UP), currency);
    }

    public Money plus(Money other) {
        return new Money(amount.add(other.amount), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(other.amount), currency);
    }
}
