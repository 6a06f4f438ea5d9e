package dev.docket.order;

/** The order's standing when scarce stock is shared out (backorder processing). */
public enum AllocationStrategy {
    WIN,
    GAIN,
    IMPROVE,
    REDISTRIBUTE,
    FILL,
    LOSE,
    SKIP
}
