package dev.docket.order;

/** What the customer accepts when not everything is there. */
public enum ShipCompletePolicy {
    COMPLETE,
    PARTIAL_ALLOWED,
    PARTIAL_ONCE,
    LINE_COMPLETE,
    NO_BACKORDER
}
