package dev.docket.journal;

/** Which way through the decisions. */
public enum Direction {
    OLDEST_FIRST,
    NEWEST_FIRST
}
