package dev.docket.training.cases;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.priority.ModelDocument.LabelThresholds;
import dev.docket.training.TrainingException;
import java.util.List;
import java.util.Locale;

/** Cases with the class of each, cut where their own costs say. */
public record Labelled(
        List<Case> cases, List<PriorityClass> classes, LabelThresholds thresholds, List<PriorityClass> labels) {
    public static final List<PriorityClass> CLASSES = List.of(PriorityClass.values());

    /** @throws TrainingException if no case has a cost */
    public static Labelled of(List<Case> cases, OutcomeCost costs) {
        double[] positive = cases.stream()
                .mapToDouble(Case::cost)
                .filter(cost -> cost > 0)
                .sorted()
                .toArray();
        if (positive.length == 0) {
            throw new TrainingException("No order has an outcome that cost anything: there is nothing to learn.");
        }
        LabelThresholds thresholds = costs.thresholds(positive);
        return new Labelled(
                cases,
                costs.classes(),
                thresholds,
                cases.stream()
                        .map(one -> OutcomeCost.label(one.cost(), thresholds))
                        .toList());
    }

    /** @throws TrainingException if a class has fewer rows than asked for, with the count */
    public Labelled requiring(int minimumPerClass) {
        for (PriorityClass each : classes) {
            long count = labels.stream().filter(each::equals).count();
            if (count < minimumPerClass) {
                throw new TrainingException(String.format(
                        Locale.ROOT,
                        "Class %s has %,d rows in the training part of %,d; minimumPerClass is %,d.\nMore data with outcomes is needed.",
                        each,
                        count,
                        cases.size(),
                        minimumPerClass));
            }
        }
        return this;
    }

    /** In which of some parts a case is, by its group: a shipment is never torn apart, nor a month kept together. */
    public int part(int row, int parts) {
        // The mixer of SplittableRandom: neighbouring names must not fall into the same part.
        long mixed = cases.get(row).group().hashCode() * 0x9E3779B97F4A7C15L;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 32), parts);
    }
}
