package dev.docket.order;

/** What the payment provider said. */
public enum PaymentStatus {
    AUTHORIZED,
    DECLINED,
    EXPIRED,
    NONE
}
