package dev.docket.decision.urgency;

/** Where the priority comes from. */
public enum PrioritySource {
    /** The classifier's class. */
    MODEL,
    /** The classifier answered, but the rules require more urgency. */
    RULES,
    /** The classifier gave no score. */
    FALLBACK
}
