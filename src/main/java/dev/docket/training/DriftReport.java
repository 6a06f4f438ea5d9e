package dev.docket.training;

import dev.docket.order.OrderSnapshot;
import dev.docket.priority.Drift;
import dev.docket.priority.ModelException;
import dev.docket.priority.PriorityModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How far orders have moved from those of the training, in words. */
public final class DriftReport {
    private DriftReport() {}

    /**
     * One line for each used feature and one for the score, in the order of the features.
     *
     * @param models a folder such as {@code models/priority}
     * @throws TrainingException if there is no usable model, or no order
     */
    public static List<String> of(Path models, List<OrderSnapshot> orders) {
        if (orders.isEmpty()) {
            throw new TrainingException("There are no orders to compare with the training.");
        }
        try {
            return new Drift(PriorityModel.current(models))
                    .of(orders).stream()
                            .map(moved -> String.format(
                                    Locale.ROOT,
                                    "%-20s PSI %7.3f  %s",
                                    moved.name(),
                                    moved.stabilityIndex(),
                                    moved.band()))
                            .toList();
        } catch (ModelException unusable) {
            throw new TrainingException(String.valueOf(unusable.getMessage()), unusable);
        }
    }
}
