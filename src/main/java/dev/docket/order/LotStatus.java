package dev.docket.order;

/** The quality status of the allocated lot. */
public enum LotStatus {
    RELEASED,
    QUARANTINE,
    RECALLED
}
