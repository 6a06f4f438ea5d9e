package dev.docket.decision;

/** Who may carry the recommendation out. */
public enum Automation {
    AUTO,
    HUMAN
}
