package dev.docket.bundle;

import dev.docket.decision.BundleProblem;
import java.util.List;

/** The policy's cases, run on a bundle that is already compiled. */
@FunctionalInterface
public interface BundleCases {
    /** For a bundle without cases. */
    BundleCases NONE = () -> new Outcome(0, List.of());

    /**
     * The result of a run.
     *
     * @param count the number of cases
     * @param problems every difference, with the case's line; empty if all cases hold
     */
    record Outcome(int count, List<BundleProblem> problems) {
        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    /** Runs them as they were read with the bundle: the files may have changed since. */
    Outcome run();
}
