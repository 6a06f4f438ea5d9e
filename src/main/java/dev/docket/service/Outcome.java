package dev.docket.service;

/** What came of a request to decide and record. */
@SuppressWarnings("ArrayRecordComponent") // answers on their way out; never compared
public sealed interface Outcome {
    /** Decided now; the record is durable. */
    record New(String decisionId, byte[] answer) implements Outcome {}

    /** Decided before, for the same content; this is what was answered then. */
    record Duplicate(String decisionId, byte[] answer) implements Outcome {}

    /** The request id was used before, for other content. */
    record Conflict(String requestId, String recordedDigest, String sentDigest) implements Outcome {}

    /** Decided before, for the same content; what was answered was dropped when its retention ended. */
    record Retired(String decisionId) implements Outcome {}

    /** Nothing was recorded, so nothing is answered. */
    record Unavailable(String because) implements Outcome {}
}
