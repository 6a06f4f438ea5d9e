package dev.docket.decision;

/** How much the trace explains. */
public enum TraceLevel {
    NONE,
    FIRED,
    FULL
}
