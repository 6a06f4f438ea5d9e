package dev.docket.order;

import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An item that could be sent in place of the ordered one. */
public record Substitute(
        @NotNull @Id String itemId,
        @NotNull @Count Integer rank,
        @NotNull @PositiveAmount BigDecimal ratio,
        @NotNull @Amount BigDecimal availableQty,
        @NotNull @Amount BigDecimal unitPrice,
        @Amount @Nullable BigDecimal unitCost,
        @NotNull Boolean equivalent,
        @Text @Nullable String hazardClass,
        @Text @Nullable String eccn) {}
