package dev.docket.decision.taxonomy;

/** What kind of intervention an action is. */
public enum ActionClass {
    /** Stops the order: it is held or rejected. */
    STOP,
    /** The order may proceed once someone has acted. */
    CONDITION,
    /** The order proceeds, changed. */
    CHANGE,
    /** The order proceeds; someone is informed. */
    TELL
}
