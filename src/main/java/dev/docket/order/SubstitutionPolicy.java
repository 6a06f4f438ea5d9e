package dev.docket.order;

/** Which other items the customer accepts in place of the ordered one. */
public enum SubstitutionPolicy {
    NONE,
    EQUIVALENT,
    ALTERNATE,
    ASK
}
