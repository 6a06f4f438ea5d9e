package dev.docket.priority.loss;

import dev.docket.decision.urgency.LossEstimate;
import dev.docket.decision.urgency.LossPolicy;
import dev.docket.decision.urgency.Money;
import dev.docket.order.OrderSnapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What acting at a checkpoint can still save, and until when. */
final class Avoidable {
    private Avoidable() {}

    /** Nothing once the last cutoff and promise have passed; absent when the order has neither. */
    static LossEstimate.@Nullable Avoidable of(OrderSnapshot order, Money expected, LossPolicy policy) {
        Instant cutoff = order.shipment() == null ? null : order.shipment().cutoffAt();
        Instant promise = endOf(order.order().promisedDeliveryDate(), order.zone());
        if (cutoff == null && promise == null) {
            return null;
        }
        Instant until = earliest(after(order.now(), cutoff), after(order.now(), promise));
        double share = until == null ? 0 : policy.avoidable().getOrDefault(order.checkpoint(), 0.0);
        return new LossEstimate.Avoidable(
                Money.of(expected.amount().doubleValue() * share, expected.currency()), until);
    }

    private static @Nullable Instant endOf(@Nullable LocalDate day, @Nullable ZoneId zone) {
        return day == null
                ? null
                : day.plusDays(1)
                        .atStartOfDay(zone == null ? ZoneOffset.UTC : zone)
                        .toInstant();
    }

    private static @Nullable Instant after(Instant now, @Nullable Instant moment) {
        return moment != null && moment.isAfter(now) ? moment : null;
    }

    private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
