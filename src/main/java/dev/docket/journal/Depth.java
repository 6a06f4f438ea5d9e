package dev.docket.journal;

/** How much of a record is read. */
public enum Depth {
    /** Everything but the payloads. */
    HEADERS,
    /** The payloads, too. */
    WHOLE
}
