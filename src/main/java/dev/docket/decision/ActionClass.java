package dev.docket.decision;

/** What kind of intervention an action is. */
public enum ActionClass {
    /** Stops the order: it is held or rejected. */
    STOP,
    /** The order may go on once somebody has done something. */
    CONDITION,
    /** The order goes on, changed. */
    CHANGE,
    /** The order goes on; somebody is told. */
    TELL
}
