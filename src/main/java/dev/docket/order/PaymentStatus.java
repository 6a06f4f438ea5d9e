package dev.docket.order;

/** The status reported by the payment provider. */
public enum PaymentStatus {
    AUTHORIZED,
    DECLINED,
    EXPIRED,
    NONE
}
