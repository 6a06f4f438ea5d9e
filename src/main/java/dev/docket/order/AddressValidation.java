package dev.docket.order;

/** The result of validating the ship-to address. */
public enum AddressValidation {
    VALID,
    CORRECTED,
    AMBIGUOUS,
    INVALID,
    UNCHECKED
}
