package dev.docket.decision.taxonomy;

/** Who may carry out the recommendation. */
public enum Automation {
    AUTO,
    HUMAN
}
