package dev.docket.service.outcome;

import dev.docket.decision.urgency.LossPolicy;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.digest.Digest;
import dev.docket.priority.reference.MetOrder;
import dev.docket.priority.reference.Renewal;
import dev.docket.service.outcome.PastDecisions.Past;
import org.jspecify.annotations.Nullable;

/**
 * What past orders really lost, beside what a model had said of them.
 *
 * @param model of no other model's answers anything is learned
 * @param policy what outcomes cost where nobody reported a cost
 */
record InHindsight(Digest model, LossPolicy policy) {
    /** What an order says for a snapshot. */
    Renewal.Met met(Past<MetOrder> one) {
        Feedback outcome = one.outcome();
        return new Renewal.Met(
                one.order(),
                outcome == null ? null : outcome.isCostly(),
                one.said().expectedLoss(),
                outcome == null ? null : hindsight(one, outcome));
    }

    private Renewal.@Nullable Hindsight hindsight(Past<MetOrder> one, Feedback outcome) {
        Probabilities said = one.said().probabilities();
        double lost = lost(one.order(), outcome);
        return said == null
                        || Double.isNaN(lost)
                        || !model.text().equals(one.said().model())
                ? null
                : new Renewal.Hindsight(said, lost);
    }

    /** In the order's currency; not a number when the order does not say what it is worth. */
    private double lost(MetOrder order, Feedback outcome) {
        Feedback.Cost cost = outcome.cost();
        if (cost != null && cost.currency().equals(order.currency())) {
            return Math.max(0, cost.amount().doubleValue());
        }
        return Math.max(0, order.value()) * share(order, outcome);
    }

    private double share(MetOrder order, Feedback outcome) {
        Integer daysLate = outcome.daysLate();
        if (outcome.isFraud()) {
            return policy.fraud();
        }
        if (outcome.isCancelled()) {
            return policy.cancelled();
        }
        return daysLate != null && daysLate > 0 ? policy.shareIfLate(daysLate, order.otif()) : 0;
    }
}
