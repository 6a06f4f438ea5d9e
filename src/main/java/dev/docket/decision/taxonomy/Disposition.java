package dev.docket.decision.taxonomy;

/** What to do with the order, from mildest to strictest; the order of the constants matters. */
public enum Disposition {
    RELEASE,
    RELEASE_WITH_CONDITIONS,
    REVIEW,
    HOLD,
    REJECT;

    /** The stricter of the two. */
    public Disposition atLeast(Disposition other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Whether a system may carry out the recommendation on its own. */
    public Automation automation() {
        return compareTo(RELEASE_WITH_CONDITIONS) <= 0 ? Automation.AUTO : Automation.HUMAN;
    }
}
