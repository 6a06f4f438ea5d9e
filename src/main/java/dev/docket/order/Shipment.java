package dev.docket.order;

import dev.docket.order.constraint.Amount;
import dev.docket.order.constraint.DayCount;
import dev.docket.order.constraint.DeliveryDay;
import dev.docket.order.constraint.Rate;
import dev.docket.order.constraint.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The planned shipment. */
public record Shipment(
        @Text @Nullable String carrier,
        @Nullable TransportMode mode,
        @Nullable ServiceLevel serviceLevel,
        @Nullable Instant cutoffAt,
        @Nullable Boolean packed,
        @Nullable LocalDate plannedDeliveryDate,
        @DayCount @Nullable Integer scheduledTransitDays,
        @Amount @Nullable BigDecimal weightKg,
        @Amount @Nullable BigDecimal carrierMaxWeightKg,
        @Amount @Nullable BigDecimal quotedCost,
        @Rate @Nullable BigDecimal carrierLateRate,
        @Rate @Nullable BigDecimal laneLateRate,
        @Nullable SortedMap<String, Object> attributes)
        implements Attributed {
    public Shipment {
        attributes = Attributed.copy(attributes);
    }

    /** The weekday of the planned delivery. */
    @Derived("plannedDeliveryDate")
    public @Nullable DeliveryDay plannedDeliveryDay() {
        return plannedDeliveryDate == null ? null : DeliveryDay.of(plannedDeliveryDate);
    }
}
