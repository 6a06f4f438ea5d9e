package dev.docket.priority.loss;

import dev.docket.decision.id.ModelId;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.Opinion;
import dev.docket.decision.urgency.Stakes;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.TimeBudget;

/** A classifier that abstains when it takes too long. */
record BudgetedClassifier(ModelId model, Classifier classifier, TimeBudget budget) implements Classifier {
    @Override
    public Opinion assess(OrderSnapshot order) {
        return assess(order, Stakes.DEFAULT);
    }

    @Override
    public Opinion assess(OrderSnapshot order, Stakes stakes) {
        return budget.within(model, () -> classifier.assess(order, stakes));
    }
}
