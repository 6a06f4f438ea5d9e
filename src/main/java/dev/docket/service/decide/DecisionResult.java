package dev.docket.service.decide;

import dev.docket.decision.id.DecisionId;
import dev.docket.digest.RequestDigest;

/** The result of a request to decide and record. Whoever gets an answer closes it. */
public sealed interface DecisionResult {
    /** Decided now, and durable. */
    record New(DecisionId decisionId, AnswerBody answer) implements DecisionResult {}

    /** Decided before, with the same content. This is the answer given then. */
    record Duplicate(DecisionId decisionId, AnswerBody answer, Earlier earlier) implements DecisionResult {}

    /** The request id was used before, with different content. */
    record Conflict(String requestId, RequestDigest recordedDigest, RequestDigest sentDigest, Earlier earlier)
            implements DecisionResult {}

    /** Decided before, with the same content, but the answer was deleted when its retention period ended. */
    record Retired(DecisionId decisionId, Earlier earlier) implements DecisionResult {}

    /** Nothing was recorded, so there is no answer. */
    record Unavailable(String because) implements DecisionResult {}
}
