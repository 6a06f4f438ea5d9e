package dev.docket.decision.rule;

/** How much the trace explains. */
public enum TraceLevel {
    NONE,
    FIRED,
    FULL
}
