package dev.docket.service.outcome;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.order.constraint.Text;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people did with an order after it was decided.
 *
 * @param reason in their words
 * @param decidedBy who did it
 * @param happenedAt when; if absent, the time of receipt
 * @param actualPriority how urgent it turned out to be
 */
public record Feedback(
        @NotNull Action outcome,
        @Text @Nullable String reason,
        @Text @Nullable String decidedBy,
        @Nullable Instant happenedAt,
        @Nullable PriorityClass actualPriority) {

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
        CANCELLED
    }
}
