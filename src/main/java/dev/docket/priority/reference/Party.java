package dev.docket.priority.reference;

import dev.docket.order.Line;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.Shipment;
import dev.docket.priority.measure.Measures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who or what an outcome is counted for. */
public enum Party {
    /** The supplier of the main line. */
    SUPPLIER("order.lines[].supplierId"),
    /** The carrier, or without its name the mode. */
    CARRIER("shipment.carrier"),
    /** The country of destination. */
    LANE("shipTo.country"),
    CUSTOMER("customer.customerId"),
    /** The item of the main line. */
    ITEM("order.lines[].itemId");

    private final String source;

    Party(String source) {
        this.source = source;
    }

    public List<String> sources() {
        return switch (this) {
            case SUPPLIER, ITEM -> List.of(source, "order.lines[].orderedQty", "order.lines[].unitPrice");
            case CARRIER -> List.of(source, "shipment.mode");
            case LANE, CUSTOMER -> List.of(source);
        };
    }

    /** Its name in an order; absent when the order does not say. */
    public @Nullable String of(OrderSnapshot order) {
        return switch (this) {
            case SUPPLIER -> mainLine(order).supplierId();
            case CARRIER -> carrier(order.shipment());
            case LANE -> order.shipTo() == null ? null : order.shipTo().country();
            case CUSTOMER -> order.customer().customerId();
            case ITEM -> mainLine(order).itemId();
        };
    }

    private static Line mainLine(OrderSnapshot order) {
        return Measures.mainLine(order);
    }

    private static @Nullable String carrier(@Nullable Shipment shipment) {
        if (shipment == null) {
            return null;
        }
        return shipment.carrier() == null && shipment.mode() != null
                ? shipment.mode().name()
                : shipment.carrier();
    }
}
