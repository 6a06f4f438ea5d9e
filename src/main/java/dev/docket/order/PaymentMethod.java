package dev.docket.order;

/** How the customer pays. */
public enum PaymentMethod {
    ON_ACCOUNT,
    CARD,
    COD,
    PREPAID
}
