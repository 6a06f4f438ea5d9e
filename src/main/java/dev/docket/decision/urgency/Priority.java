package dev.docket.decision.urgency;

import dev.docket.decision.id.RuleId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The priority, with its reasons.
 *
 * @param floor the least urgency the rules require
 * @param contributions of a model up to version 3; later ones give the reasons of the loss instead
 * @param outOfRange of a model up to version 3, why it gave no score
 * @param reason why there is no score, if the source is FALLBACK
 * @param loss what the order is expected to cost, if the model says so
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
        @Nullable String reason,
        @Nullable LossEstimate loss) {

    /** The least urgency, and the rule that requires it. */
    public record Floor(
            PriorityClass priorityClass, @Nullable RuleId ruleId) {}
}
