package dev.docket.sample;

import dev.docket.order.OrderSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A canonical order that came from elsewhere.
 *
 * @param outcome how it ended, absent when the source does not say
 * @param group what shares one fate with others and must not be torn apart by a split, such as a shipment
 */
public record PastOrder(OrderSnapshot snapshot, @Nullable Outcome outcome, String group) {}
