package dev.docket.training;

import dev.docket.decision.PriorityClass;
import dev.docket.priority.Calibration;
import dev.docket.priority.FeatureVector;
import dev.docket.priority.LinearScores;
import dev.docket.priority.ModelDocument.LabelThresholds;
import dev.docket.priority.Scaling;
import dev.docket.priority.TrainedFeature;
import java.util.List;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/**
 * A model that was trained and calibrated, before it is written.
 *
 * @param classCosts the mean outcome cost of P1 to P4 in training
 */
record FittedModel(
        LinearSGDModel weights,
        LinearScores scores,
        List<Scaling> scalings,
        List<TrainedFeature> trained,
        Calibration calibration,
        LabelThresholds thresholds,
        List<Double> classCosts) {

    double[] probabilities(FeatureVector vector) {
        return calibration.probabilities(scores.of(vector));
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
