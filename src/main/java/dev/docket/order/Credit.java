package dev.docket.order;

import dev.docket.order.constraint.Amount;
import dev.docket.order.constraint.Count;
import dev.docket.order.constraint.CurrencyCode;
import dev.docket.order.constraint.DayCount;
import dev.docket.order.constraint.Percentage;
import dev.docket.order.constraint.SignedAmount;
import dev.docket.order.constraint.Text;
import jakarta.validation.Valid;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The customer's credit account. Exposure excludes this order and is below zero while the customer is in credit.
 *
 * @param currency of every amount in this record; absent means the order's
 */
public record Credit(
        @CurrencyCode @Nullable String currency,
        @Amount @Nullable BigDecimal limit,
        @SignedAmount @Nullable BigDecimal exposure,
        @Amount @Nullable BigDecimal overdueAmount,
        @DayCount @Nullable Integer oldestOverdueDays,
        @Count @Nullable Integer dunningLevel,
        @Nullable LocalDate limitExpiresOn,
        @Nullable LocalDate nextReviewOn,
        @Text @Nullable String accountTerms,
        @Nullable LocalDate termsChangedOn,
        @Percentage @Nullable BigDecimal prepaymentRequiredPct,
        @Valid @Nullable CreditRelease release) {
    /** The share of an order's net amount that must be prepaid, 0 to 1. */
    @Derived("prepaymentRequiredPct")
    public @Nullable BigDecimal prepaymentShare() {
        return prepaymentRequiredPct == null ? null : prepaymentRequiredPct.movePointLeft(2);
    }
}
