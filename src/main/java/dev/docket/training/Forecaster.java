package dev.docket.training;

import dev.docket.decision.PriorityClass;
import dev.docket.priority.Calibration;
import dev.docket.priority.FeatureVector;
import dev.docket.priority.ModelDocument.LabelThresholds;
import java.util.List;

/**
 * What was learned, calibrated: says how probable P1 to P4 are.
 *
 * @param classCosts the mean outcome cost of P1 to P4 in training
 */
record Forecaster(Learner.Scores scores, Calibration calibration, LabelThresholds thresholds, List<Double> classCosts) {

    List<double[]> probabilities(List<FeatureVector> vectors) {
        return scores.of(vectors).stream().map(calibration::probabilities).toList();
    }

    /** What an outcome is expected to cost: the order in which to look at exceptions. */
    double expectedCost(double[] probabilities) {
        double expected = 0;
        for (int k = 0; k < probabilities.length; k++) {
            expected += probabilities[k] * classCosts.get(k);
        }
        return expected;
    }

    PriorityClass label(Case one) {
        return OutcomeCost.label(one.cost(), thresholds);
    }
}
