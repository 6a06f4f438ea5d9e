package dev.docket.order;

/** The shipment's service level. */
public enum ServiceLevel {
    SAME_DAY,
    NEXT_DAY,
    TWO_DAY,
    GROUND,
    STANDARD
}
