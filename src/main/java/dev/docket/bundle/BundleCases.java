package dev.docket.bundle;

import dev.docket.decision.BundleProblem;
import java.nio.file.Path;
import java.util.List;

/** The examples of the policy that may stand beside its rules, run on a bundle that is compiled already. */
@FunctionalInterface
public interface BundleCases {
    /** For a bundle that has none. */
    BundleCases NONE = rules -> new Outcome(0, List.of());

    /**
     * What came of them.
     *
     * @param count how many there are
     * @param problems every difference, with the line of the case; none when all hold
     */
    record Outcome(int count, List<BundleProblem> problems) {
        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Runs them.
     *
     * @param rules the rule folder, in which they are read now
     */
    Outcome run(Path rules);
}
