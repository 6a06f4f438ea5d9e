package dev.docket.order;

/** What address validation said of the ship-to address. */
public enum AddressValidation {
    VALID,
    CORRECTED,
    AMBIGUOUS,
    INVALID,
    UNCHECKED
}
