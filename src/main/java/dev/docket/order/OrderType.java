package dev.docket.order;

/** What kind of order it is. */
public enum OrderType {
    STANDARD,
    RUSH,
    WILL_CALL,
    DROP_SHIP,
    TRANSFER,
    RMA,
    BLANKET_RELEASE
}
