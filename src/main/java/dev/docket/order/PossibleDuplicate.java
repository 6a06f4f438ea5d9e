package dev.docket.order;

import dev.docket.order.constraint.Id;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** Another order that looks like this one. */
public record PossibleDuplicate(
        @NotNull @Id String orderId,
        @NotNull Instant createdAt,
        @NotNull Boolean sameLines) {}
