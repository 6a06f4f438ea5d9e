package dev.docket.decision;

/** Where the priority comes from. */
public enum PrioritySource {
    /** The classifier's class stands. */
    MODEL,
    /** The classifier answered, and the rules ask for more urgency. */
    RULES,
    /** The classifier did not answer or does not know such orders. */
    FALLBACK
}
