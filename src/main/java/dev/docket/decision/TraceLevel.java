package dev.docket.decision;

/** How much of what the rules did is told. */
public enum TraceLevel {
    NONE,
    FIRED,
    FULL
}
