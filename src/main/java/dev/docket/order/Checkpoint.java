package dev.docket.order;

/** The point of the order's life at which the decision is asked for. */
public enum Checkpoint {
    ENTRY,
    RELEASE,
    PICK,
    SHIP,
    POST_SHIP
}
