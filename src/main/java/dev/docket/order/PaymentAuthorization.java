package dev.docket.order;

import dev.docket.order.constraint.Amount;
import dev.docket.order.constraint.Count;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The payment provider's authorization of the order's payment. */
public record PaymentAuthorization(
        @Nullable PaymentStatus status,
        @Amount @Nullable BigDecimal amount,
        @Nullable Instant expiresAt,
        @Nullable AvsResult avs,
        @Count @Nullable Integer declinedLast24h) {}
