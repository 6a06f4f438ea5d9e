package dev.docket.order;

import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;

/** Another warehouse that has the item. */
public record AlternateNode(
        @NotNull @Id String nodeId,
        @NotNull @Amount BigDecimal availableQty,
        @NotNull @Amount BigDecimal extraCost) {}
