package dev.docket.journal;

/** The direction of a search. */
public enum Direction {
    OLDEST_FIRST,
    NEWEST_FIRST
}
