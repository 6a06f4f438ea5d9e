package dev.docket.order;

/** What quality assurance says of the allocated lot. */
public enum LotStatus {
    RELEASED,
    QUARANTINE,
    RECALLED
}
