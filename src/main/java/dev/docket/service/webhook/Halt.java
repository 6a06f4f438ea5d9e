package dev.docket.service.webhook;

/** Why nothing is sent until somebody says how to go on. */
public enum Halt {
    /** The receiver answered 410: it wants nothing any more. */
    GONE,
    /** The place is not in this journal, which may have been restored from a backup. */
    FOREIGN
}
