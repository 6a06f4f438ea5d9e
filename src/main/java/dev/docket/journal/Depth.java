package dev.docket.journal;

/** How much of a record to read. */
public enum Depth {
    /** Everything except the payloads. */
    HEADERS,
    /** Payloads included. */
    WHOLE
}
