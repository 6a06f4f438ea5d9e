package dev.docket.order.attribute;

import dev.docket.order.Attributed;
import dev.docket.order.Customer;
import dev.docket.order.Line;
import dev.docket.order.Order;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.Shipment;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A part of the request that may carry attributes. */
public enum AttributePlace {
    ORDER("order", "order", Order.class),
    LINE("line", "order.lines[]", Line.class),
    CUSTOMER("customer", "customer", Customer.class),
    SHIPMENT("shipment", "shipment", Shipment.class);

    private final String word;
    private final String path;
    private final Class<? extends Attributed> owner;

    AttributePlace(String word, String path, Class<? extends Attributed> owner) {
        this.word = word;
        this.path = path;
        this.owner = owner;
    }

    /** As {@code attributes.yaml} writes it. */
    public String word() {
        return word;
    }

    /** The request path of an attribute. */
    public String pathOf(String attribute) {
        return path + ".attributes." + attribute;
    }

    /** Whether a request has it once at most. */
    public boolean isSingle() {
        return this != LINE;
    }

    /** The place of attributes of a record; null when it has none. */
    public static @Nullable AttributePlace of(Class<?> record) {
        for (AttributePlace place : values()) {
            if (place.owner == record) {
                return place;
            }
        }
        return null;
    }

    /** Visits what carries attributes here, with its indexed path. */
    void visit(OrderSnapshot snapshot, BiConsumer<String, Attributed> visitor) {
        switch (this) {
            case ORDER -> visitor.accept(path, snapshot.order());
            case LINE -> {
                for (int i = 0; i < snapshot.order().lines().size(); i++) {
                    visitor.accept(
                            "order.lines[" + i + "]", snapshot.order().lines().get(i));
                }
            }
            case CUSTOMER -> visitor.accept(path, snapshot.customer());
            case SHIPMENT -> {
                if (snapshot.shipment() != null) {
                    visitor.accept(path, snapshot.shipment());
                }
            }
        }
    }
}
