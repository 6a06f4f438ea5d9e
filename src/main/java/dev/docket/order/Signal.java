package dev.docket.order;

import dev.docket.order.constraint.SignalCodeList;
import dev.docket.order.constraint.Text;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A transit event reported by a carrier or a visibility platform. */
public record Signal(
        @NotNull @Text String code,
        @Nullable SignalCodeList codeList,
        @Text @Nullable String source,
        @NotNull Instant occurredAt) {}
