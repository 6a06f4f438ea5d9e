package dev.docket.training.cases;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.priority.loss.LossDocument.LossBands;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.config.OutcomeCost;
import dev.docket.training.config.TrainingException;
import java.util.List;

/** How what outcomes cost is cut into classes, P1 to P4. */
public final class CostClasses {
    private CostClasses() {}

    /**
     * Where the costs of these orders are cut, as multiples of the typical order value.
     *
     * @throws TrainingException if none has a cost
     */
    public static LossBands bands(OutcomeCost costs, List<Moment> moments) {
        double[] positive = moments.stream()
                .filter(moment -> moment.one().isCostly())
                .mapToDouble(Moment::costMultiple)
                .sorted()
                .toArray();
        if (positive.length == 0) {
            throw new TrainingException("No order has an outcome that cost anything: there is nothing to learn.");
        }
        return new LossBands(quantile(positive, costs.p3Quantile()), quantile(positive, costs.p2Quantile()));
    }

    /** The place of the class of an outcome, 0 for P1. */
    public static int classOf(Moment moment, LossBands bands) {
        return moment.one().isCostly()
                ? bands.classOf(moment.costMultiple())
                : PriorityClass.IN_ORDER.indexOf(PriorityClass.P4);
    }

    /** With linear interpolation between the two nearest values. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
