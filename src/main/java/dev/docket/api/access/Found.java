package dev.docket.api.access;

import dev.docket.access.Caller;
import dev.docket.access.Refusals;
import dev.docket.api.problem.ProblemDetail;

/** What was found out about who sends a request. */
public sealed interface Found {
    /** Who it is. */
    record Known(Caller caller) implements Found {}

    /** It cannot be told, or is not to be believed. */
    record Refused(Refusals.Reason reason, ProblemDetail problem) implements Found {}
}
