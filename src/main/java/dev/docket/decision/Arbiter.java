package dev.docket.decision;

import dev.docket.decision.id.RuleId;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.Opinion;
import dev.docket.decision.urgency.PriorityClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Settles the disposition step by step; each step can only make it stricter. */
final class Arbiter {
    private final List<Step> steps = new ArrayList<>();
    private Disposition disposition = Disposition.RELEASE;

    /** Applies what the rules alone require. */
    Arbiter rules(Ledger ledger, Collection<RuleId> failedRules) {
        for (Ledger.Entry entry : ledger.actions()) {
            if (entry.stands()) {
                raise(
                        "action",
                        entry.definition().disposition(),
                        () -> entry.action().type() + " by " + entry.action().ruleId());
            }
        }
        for (Recommendation.RequiredApproval approval : ledger.approvals()) {
            raise(
                    "approval",
                    Disposition.REVIEW,
                    () -> approval.role() + " must agree (" + joined(approval.ruleIds()) + ")");
        }
        NotedException worst = ledger.worst();
        if (worst != null && worst.severity() >= 4) {
            raise(
                    "severity",
                    Disposition.REVIEW,
                    () -> worst.code() + " by " + worst.ruleId() + " stands with severity " + worst.severity());
        }
        if (!failedRules.isEmpty()) {
            raise("rule-error", Disposition.REVIEW, () -> "failed: " + joined(failedRules));
        }
        return this;
    }

    /**
     * Where the policy has no value for an order, nobody has said that it may go: a person looks.
     *
     * @param parameters those without a value that some rule needed
     */
    Arbiter gaps(Collection<String> parameters) {
        if (!parameters.isEmpty()) {
            raise("policy-gap", Disposition.REVIEW, () -> "no value for this order: " + String.join(", ", parameters));
        }
        return this;
    }

    /** Applies the classifier, which may send a released order to a person and nothing else. */
    Arbiter classifier(Opinion opinion, double reviewProbability) {
        if (opinion instanceof Opinion.Scored scored && scored.probabilities().p1() >= reviewProbability) {
            raise(Step.CLASSIFIER, Disposition.REVIEW, () -> "probability of P1 is %s, at least %s"
                    .formatted(scored.probabilities().p1(), reviewProbability));
        }
        if (opinion instanceof Opinion.Estimated estimated
                && estimated.suggests() == PriorityClass.P1
                && estimated.loss().probabilityOfCost() >= reviewProbability) {
            raise(Step.CLASSIFIER, Disposition.REVIEW, () -> "P1, and the probability of cost is %s, at least %s"
                    .formatted(estimated.loss().probabilityOfCost(), reviewProbability));
        }
        return this;
    }

    private static String joined(Collection<RuleId> ruleIds) {
        return ruleIds.stream().map(RuleId::text).collect(Collectors.joining(", "));
    }

    Disposition disposition() {
        return disposition;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    private void raise(String step, Disposition atLeast, Supplier<String> because) {
        Disposition raised = disposition.atLeast(atLeast);
        if (raised != disposition) {
            steps.add(new Step(step, disposition.name(), raised.name(), because.get()));
            disposition = raised;
        }
    }
}
