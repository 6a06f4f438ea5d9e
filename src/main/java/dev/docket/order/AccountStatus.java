package dev.docket.order;

/** The state of the customer's account. */
public enum AccountStatus {
    ACTIVE,
    HOLD,
    CLOSED,
    COD_ONLY
}
