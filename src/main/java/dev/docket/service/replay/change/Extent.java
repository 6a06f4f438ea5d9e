package dev.docket.service.replay.change;

/** How far a change goes, from least to most. */
public enum Extent {
    /** Only the explanation: trace, evidence, probabilities, summary sentence. */
    EXPLANATION,
    /** What a person reads and does: exceptions, actions, approvals, queue, due time, priority class. */
    ADVICE,
    /** What happens to the order. */
    DISPOSITION
}
