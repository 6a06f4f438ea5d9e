package dev.docket.order;

/** Which substitutes the customer accepts. */
public enum SubstitutionPolicy {
    NONE,
    EQUIVALENT,
    ALTERNATE,
    ASK
}
