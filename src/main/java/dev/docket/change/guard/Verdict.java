package dev.docket.change.guard;

/** What a guard says of a canary. */
public enum Verdict {
    /** Every limit is kept, beyond reasonable doubt. */
    HEALTHY,
    /** One limit is exceeded, beyond reasonable doubt. */
    REGRESSION,
    /** Neither is known. Never a reason to promote. */
    NOT_ENOUGH
}
