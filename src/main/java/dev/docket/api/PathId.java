package dev.docket.api;

import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.decision.id.DecisionId;

/** Ids in paths. */
public final class PathId {
    private PathId() {}

    /** The decision that a path names. @throws RefusedException with 404 if no decision can have this id */
    public static DecisionId decision(String text) {
        return DecisionId.parse(text).orElseThrow(() -> unknown(text));
    }

    public static RefusedException unknown(DecisionId decisionId) {
        return unknown(decisionId.text());
    }

    private static RefusedException unknown(String text) {
        return new RefusedException(Problems.unknown("decision", text));
    }
}
