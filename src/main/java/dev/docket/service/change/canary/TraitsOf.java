package dev.docket.service.change.canary;

import dev.docket.change.Selector.Traits;
import dev.docket.order.OrderSnapshot;
import org.jspecify.annotations.Nullable;

/** What a selector looks at in an order. */
final class TraitsOf {
    private TraitsOf() {}

    static Traits order(OrderSnapshot order) {
        return new Traits(
                text(order.warehouse() == null ? null : order.warehouse().nodeId()),
                text(order.source() == null ? null : order.source().channel()),
                text(order.source() == null ? null : order.source().system()),
                text(order.customer().segment()),
                order.customer().customerId());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
