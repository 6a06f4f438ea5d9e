package dev.docket.training.judge;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.learn.Forecast;
import java.util.SortedSet;

/**
 * An order with what was said of it.
 *
 * @param unit in what amounts are compared: 1, or with several currencies a typical order of this one
 * @param truth the place of the class of what it really cost
 * @param answered the class of its expected loss
 * @param candidates the prediction set
 */
public record JudgedOrder(
        Moment moment,
        double unit,
        Forecast said,
        int truth,
        PriorityClass answered,
        SortedSet<PriorityClass> candidates) {
    double cost() {
        return moment.one().cost() / unit;
    }

    public double value() {
        return moment.one().value() / unit;
    }

    double expectedLoss() {
        return said.expectedLoss() / unit;
    }

    boolean isCovered() {
        return candidates.contains(PriorityClass.IN_ORDER.get(truth));
    }

    int best() {
        int best = 0;
        for (int k = 1; k < said.classes().size(); k++) {
            best = said.classes().get(k) > said.classes().get(best) ? k : best;
        }
        return best;
    }
}
