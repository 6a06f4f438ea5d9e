package dev.docket.change.guard;

/** What a guard looks at. */
public enum Metric {
    /** Orders that the candidate holds or rejects, compared with what the base does with the same orders. */
    HOLDS,
    /** Orders that the candidate sends to a review, compared with what the base does with the same orders. */
    REVIEWS,
    /** Of the orders that the candidate decided and whose outcome is known: those where people did otherwise. */
    OVERRIDES,
    /** Orders that the candidate failed to decide; the base decided them. */
    ERRORS,
    /** Orders that took the candidate longer than the time stated. */
    LATENCY
}
