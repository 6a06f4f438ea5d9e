package dev.docket.order;

/** The address verification result of a card payment. */
public enum AvsResult {
    MATCH,
    PARTIAL,
    MISMATCH,
    UNCHECKED
}
