package dev.docket.bundle;

import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.Opinion;
import dev.docket.order.OrderSnapshot;

/** Stands in where there is no model: every order gets the priority the rules give it. */
final class NoClassifier implements Classifier {
    @Override
    public Opinion assess(OrderSnapshot snapshot) {
        return new Opinion.Abstained(null, "no model is configured");
    }
}
