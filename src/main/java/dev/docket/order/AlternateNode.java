package dev.docket.order;

import dev.docket.order.constraint.Amount;
import dev.docket.order.constraint.Id;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;

/** Another warehouse that has the item. */
public record AlternateNode(
        @NotNull @Id String nodeId,
        @NotNull @Amount BigDecimal availableQty,
        @NotNull @Amount BigDecimal extraCost) {}
