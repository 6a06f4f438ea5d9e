package dev.docket.decision.rule;

/** What one rule concluded. */
public enum Verdict {
    /** Every condition holds. */
    FIRED,
    /** A condition is known not to hold. */
    NOT_MATCHED,
    /** A needed field is absent, so it is unknown whether the rule applies. Not the same as "did not match". */
    NOT_EVALUATED,
    /** The rule does not run at this checkpoint. */
    NOT_APPLICABLE,
    /** The rule failed; the order goes to a person. */
    ERROR
}
