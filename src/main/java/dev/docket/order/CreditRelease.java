package dev.docket.order;

import dev.docket.order.constraint.Amount;
import dev.docket.order.constraint.DayCount;
import dev.docket.order.constraint.Percentage;
import dev.docket.order.constraint.Text;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;

/** A credit release given by a person: a fact with a validity, in value and in days. */
public record CreditRelease(
        @NotNull @Amount BigDecimal value,
        @NotNull @Percentage BigDecimal tolerancePct,
        @NotNull LocalDate releasedOn,
        @NotNull @DayCount Integer validDays,
        @NotNull @Text String releasedBy) {
    /** The last day on which the release counts. */
    @Derived({"releasedOn", "validDays"})
    public LocalDate validThrough() {
        return releasedOn.plusDays(validDays);
    }

    /** The highest net amount that the release covers: its value and the tolerance on top. */
    @Derived({"value", "tolerancePct"})
    public BigDecimal ceiling() {
        return value.add(value.multiply(tolerancePct.movePointLeft(2)));
    }
}
