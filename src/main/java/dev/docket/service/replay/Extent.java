package dev.docket.service.replay;

/** How far a change goes, from the least. */
public enum Extent {
    /** What is told of the reasons: the trace, evidence, probabilities, the sentence. */
    EXPLANATION,
    /** What a person reads and does: exceptions, actions, approvals, queue, due time, priority class. */
    ADVICE,
    /** What happens to the order. */
    DISPOSITION
}
