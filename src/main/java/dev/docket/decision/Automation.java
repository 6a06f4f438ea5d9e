package dev.docket.decision;

/** Who may carry out the recommendation. */
public enum Automation {
    AUTO,
    HUMAN
}
