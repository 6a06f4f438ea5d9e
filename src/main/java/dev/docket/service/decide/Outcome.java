package dev.docket.service.decide;

/** The result of a request to decide and record. */
@SuppressWarnings("ArrayRecordComponent") // answers on their way out; never compared
public sealed interface Outcome {
    /** Decided now, and durable. */
    record New(String decisionId, byte[] answer) implements Outcome {}

    /** Decided before, with the same content. This is the answer given then. */
    record Duplicate(String decisionId, byte[] answer) implements Outcome {}

    /** The request id was used before, with different content. */
    record Conflict(String requestId, String recordedDigest, String sentDigest) implements Outcome {}

    /** Decided before, with the same content, but the answer was deleted when its retention period ended. */
    record Retired(String decisionId) implements Outcome {}

    /** Nothing was recorded, so there is no answer. */
    record Unavailable(String because) implements Outcome {}
}
