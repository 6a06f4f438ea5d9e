package dev.docket.order;

/** The order's rank when scarce stock is allocated (backorder processing). */
public enum AllocationStrategy {
    WIN,
    GAIN,
    IMPROVE,
    REDISTRIBUTE,
    FILL,
    LOSE,
    SKIP
}
