package dev.docket.order;

/** How fast the shipment is to travel. */
public enum ServiceLevel {
    SAME_DAY,
    NEXT_DAY,
    TWO_DAY,
    GROUND,
    STANDARD
}
