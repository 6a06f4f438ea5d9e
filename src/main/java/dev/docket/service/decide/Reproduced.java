package dev.docket.service.decide;

import dev.docket.decision.id.DecisionId;
import dev.docket.digest.Digest;
import java.util.SortedSet;

/** A recorded decision at a requested trace level, or why there is none. Whoever gets an answer closes it. */
public sealed interface Reproduced {
    /** The decision at the requested level. */
    record Answered(AnswerBody answer) implements Reproduced {}

    /** The requested level needs the recorded bundle, which cannot be used. */
    record BundleNotLoaded(Digest digest, String because) implements Reproduced {}

    /** The requested level needs the reference snapshot that the record names, which is not kept. */
    record SnapshotNotKept(String because) implements Reproduced {}

    /** The requested level needs the order decided again, but parts of the request are masked. */
    record Masked(SortedSet<String> paths) implements Reproduced {}

    /** Request and answer were deleted when their retention period ended. */
    record Retired(DecisionId decisionId) implements Reproduced {}
}
