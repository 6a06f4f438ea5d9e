package dev.docket.order;

import dev.docket.order.constraint.Count;
import dev.docket.order.constraint.Rate;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Statistics of the customer's past orders. */
public record History(
        @Count @Nullable Integer lifetimeOrders,
        @Count @Nullable Integer ordersLast90d,
        @Rate @Nullable BigDecimal lateRate,
        @Rate @Nullable BigDecimal returnRate,
        @Rate @Nullable BigDecimal cancelRate,
        @Count @Nullable Integer disputesLast90d,
        @Count @Nullable Integer holdsLast90d) {}
