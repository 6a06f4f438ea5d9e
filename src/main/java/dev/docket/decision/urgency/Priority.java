package dev.docket.decision.urgency;

import dev.docket.decision.id.RuleId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The priority, with its reasons.
 *
 * @param floor the least urgency the rules require
 * @param reason why there is no score, if the source is FALLBACK
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

    /** The least urgency, and the rule that requires it. */
    public record Floor(
            PriorityClass priorityClass, @Nullable RuleId ruleId) {}
}
