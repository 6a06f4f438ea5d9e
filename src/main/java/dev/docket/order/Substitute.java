package dev.docket.order;

import dev.docket.order.constraint.Amount;
import dev.docket.order.constraint.Count;
import dev.docket.order.constraint.Id;
import dev.docket.order.constraint.PositiveAmount;
import dev.docket.order.constraint.Text;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An item that could replace the ordered one. */
public record Substitute(
        @NotNull @Id String itemId,
        @NotNull @Count Integer rank,
        @NotNull @PositiveAmount BigDecimal ratio,
        @NotNull @Amount BigDecimal availableQty,
        @NotNull @Amount BigDecimal unitPrice,
        @Amount @Nullable BigDecimal unitCost,
        @NotNull Boolean equivalent,
        @Text @Nullable String hazardClass,
        @Text @Nullable String eccn) {
    /** Whether its hazard class is another than the ordered item's; one absent and one present differ. */
    @Derived({})
    public boolean differsInHazardFrom(Line line) {
        String ordered = line.hazmat() == null ? null : line.hazmat().hazardClass();
        return !Objects.equals(hazardClass, ordered);
    }

    /** Whether its export classification is another than the ordered item's; one absent and one present differ. */
    @Derived({})
    public boolean differsInExportFrom(Line line) {
        return !Objects.equals(eccn, line.eccn());
    }
}
