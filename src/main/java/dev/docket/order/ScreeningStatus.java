package dev.docket.order;

/** The result of restricted-party screening, done elsewhere; Docket judges only its freshness and consequence. */
public enum ScreeningStatus {
    CLEAR,
    POTENTIAL_MATCH,
    MATCH,
    NOT_SCREENED
}
