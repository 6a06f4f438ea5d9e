package dev.docket.order;

/** What the customer accepts if not everything is available. */
public enum ShipCompletePolicy {
    COMPLETE,
    PARTIAL_ALLOWED,
    PARTIAL_ONCE,
    LINE_COMPLETE,
    NO_BACKORDER
}
