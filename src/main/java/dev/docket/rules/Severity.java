package dev.docket.rules;

/** How bad a {@link RuleProblem} is. */
public enum Severity {
    /** The folder is refused. */
    ERROR,
    /** The folder works, but probably not as meant. */
    WARNING,
    /** Worth knowing. */
    INFO
}
