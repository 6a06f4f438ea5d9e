package dev.docket.service;

import dev.docket.decision.PriorityClass;
import dev.docket.order.Text;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person did with an order after it was decided.
 *
 * @param reason in their words
 * @param decidedBy who did it
 * @param happenedAt when; absent counts as when it was sent
 * @param actualPriority how urgent it proved to be
 */
public record Feedback(
        @NotNull Action outcome,
        @Text @Nullable String reason,
        @Text @Nullable String decidedBy,
        @Nullable Instant happenedAt,
        @Nullable PriorityClass actualPriority) {

    /** What was done. */
    public enum Action {
        /** It went out as it was ordered. */
        RELEASED,
        /** It went out with changes. */
        RELEASED_WITH_CHANGES,
        /** It was held. */
        HELD,
        /** It was turned down. */
        REJECTED,
        /** The customer or somebody here cancelled it. */
        CANCELLED
    }
}
