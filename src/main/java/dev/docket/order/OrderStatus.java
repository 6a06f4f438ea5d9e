package dev.docket.order;

/** The order's status in the ERP. */
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
