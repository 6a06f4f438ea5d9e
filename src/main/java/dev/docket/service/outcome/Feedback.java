package dev.docket.service.outcome;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.order.constraint.Amount;
import dev.docket.order.constraint.CurrencyCode;
import dev.docket.order.constraint.DaysLate;
import dev.docket.order.constraint.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people did with an order after it was decided.
 *
 * @param reason in their words
 * @param decidedBy who did it
 * @param happenedAt when; if absent, the time of receipt
 * @param actualPriority how urgent it turned out to be
 * @param daysLate days after the promised day, below zero when early; known once it was delivered
 * @param cancelled whether the order was cancelled, by the customer or in-house
 * @param fraud whether it turned out to be fraud
 * @param cost what it really cost, if that is known
 */
public record Feedback(
        @NotNull Action outcome,
        @Text @Nullable String reason,
        @Text @Nullable String decidedBy,
        @Nullable Instant happenedAt,
        @Nullable PriorityClass actualPriority,
        @DaysLate @Nullable Integer daysLate,
        @Nullable Boolean cancelled,
        @Nullable Boolean fraud,
        @Valid @Nullable Cost cost) {

    /** What an order really cost, beside what it should have. */
    public record Cost(
            @NotNull @Amount BigDecimal amount,
            @NotNull @CurrencyCode String currency) {}

    /** Whether it says how the order ended: on time or late, cancelled, or as fraud. */
    public boolean isKnown() {
        return daysLate != null || isCancelled() || isFraud() || cost != null;
    }

    public boolean isCancelled() {
        return outcome == Action.CANCELLED || Boolean.TRUE.equals(cancelled);
    }

    public boolean isFraud() {
        return Boolean.TRUE.equals(fraud);
    }

    /** Whether it ended late, cancelled or as fraud, or is known to have cost anything. */
    public boolean isCostly() {
        return isCancelled()
                || isFraud()
                || (daysLate != null && daysLate > 0)
                || (cost != null && cost.amount().signum() > 0);
    }

    /** What was done. */
    public enum Action {
        /** Shipped as ordered. */
        RELEASED,
        /** Shipped with changes. */
        RELEASED_WITH_CHANGES,
        /** Held. */
        HELD,
        /** Rejected. */
        REJECTED,
        /** Cancelled, by the customer or in-house. */
        CANCELLED;

        /** The one of this name; nothing if only a newer version knows it. */
        static Optional<Action> named(String name) {
            return Arrays.stream(values())
                    .filter(one -> one.name().equals(name))
                    .findFirst();
        }
    }
}
