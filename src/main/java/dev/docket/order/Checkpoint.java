package dev.docket.order;

/** The stage in the order's life at which the decision is requested. */
public enum Checkpoint {
    ENTRY,
    RELEASE,
    PICK,
    SHIP,
    POST_SHIP
}
