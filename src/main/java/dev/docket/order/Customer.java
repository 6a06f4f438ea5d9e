package dev.docket.order;

import dev.docket.order.constraint.DayCount;
import dev.docket.order.constraint.DeliveryDay;
import dev.docket.order.constraint.Distinct;
import dev.docket.order.constraint.Id;
import dev.docket.order.constraint.Percentage;
import dev.docket.order.constraint.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The customer who ordered. */
public record Customer(
        @NotNull @Id String customerId,
        @Nullable Segment segment,
        @Nullable AccountStatus accountStatus,
        @Valid @Nullable Credit credit,
        @Size(max = 7) @Distinct @Nullable List<DeliveryDay> deliveryDays,
        @Text @Nullable String routingGuideCarrier,
        @Percentage @Nullable BigDecimal otifTargetPct,
        @DayCount @Nullable Integer minRemainingShelfLifeDays,
        @Nullable List<@Valid Licence> licences,
        @Valid @Nullable History history,
        @Nullable SortedMap<String, Object> attributes)
        implements Attributed {
    public Customer {
        attributes = Attributed.copy(attributes);
        // No day at all would mean that nothing can ever be delivered; who sends an empty list means "not known".
        deliveryDays = deliveryDays == null || deliveryDays.isEmpty() ? null : List.copyOf(deliveryDays);
        licences = licences == null ? null : List.copyOf(licences);
    }
}
