package dev.docket.service.change;

import dev.docket.change.Change;
import dev.docket.change.Refusal;
import dev.docket.decision.BundleProblem;
import java.util.List;

/** What became of a step somebody wanted to take. */
public sealed interface ChangeResult {
    /** Recorded, and durable; the change as it is now. */
    record Done(Change change) implements ChangeResult {}

    /** Nothing was recorded. */
    record Refused(Refusal why, String because) implements ChangeResult {}

    /** There is no such change. */
    record Unknown(String changeId) implements ChangeResult {}

    /** The bundle cannot be used. Nothing was recorded. */
    record Unusable(List<BundleProblem> problems) implements ChangeResult {
        public Unusable {
            problems = List.copyOf(problems);
        }
    }
}
