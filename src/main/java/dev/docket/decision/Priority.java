package dev.docket.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How urgent it is, and why.
 *
 * @param floor the least urgency that the rules ask for
 * @param reason why there is no score, when the source is FALLBACK
 */
public record Priority(
        PriorityClass priorityClass,
        PrioritySource source,
        @Nullable Confidence confidence,
        @Nullable Probabilities probabilities,
        List<PriorityClass> candidates,
        Floor floor,
        List<Contribution> contributions,
        List<String> outOfRange,
        @Nullable String reason) {

    /** The least urgency, with the rule that asks for it. */
    public record Floor(
            PriorityClass priorityClass, @Nullable String ruleId) {}
}
