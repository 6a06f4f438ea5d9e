package dev.docket.order;

/** How far the order has come. */
public enum OrderStatus {
    ENTERED,
    BOOKED,
    ON_HOLD,
    RELEASED,
    ALLOCATED,
    PICKING,
    PACKED,
    SHIPPED,
    DELIVERED,
    CANCELLED
}
