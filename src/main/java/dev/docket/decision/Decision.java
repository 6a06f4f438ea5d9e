package dev.docket.decision;

import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.urgency.Measured;
import dev.docket.decision.urgency.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recommendation with everything that explains it. A pure function of snapshot and bundle.
 *
 * @param measured what the classifier measured of the order, absent when it did not get that far; not part of the answer
 */
public record Decision(
        Recommendation recommendation,
        List<NotedException> exceptions,
        Priority priority,
        DecisionTrace trace,
        @Nullable Measured measured) {

    /** The same decision as it would be at a lower trace level: what is decided never depends on the level. */
    public Decision at(TraceLevel level) {
        return new Decision(recommendation, exceptions, priority, trace.at(level), measured);
    }
}
