package dev.docket.order;

import dev.docket.order.constraint.Text;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A hold placed on the order in the ERP. */
public record Hold(
        @NotNull @Text String code,
        @NotNull Instant placedAt,
        @Nullable Instant releasedAt,
        @Text @Nullable String releaseRole) {}
