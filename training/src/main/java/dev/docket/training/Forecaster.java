package dev.docket.training;

import dev.docket.decision.PriorityClass;
import dev.docket.priority.Calibration;
import dev.docket.priority.FeatureVector;
import dev.docket.priority.ModelDocument.LabelThresholds;
import java.util.List;

/** What was learned, calibrated: says how probable P1 to P4 are. */
record Forecaster(Learner.Scores scores, Calibration calibration, LabelThresholds thresholds) {

    List<double[]> probabilities(List<FeatureVector> vectors) {
        return scores.of(vectors).stream().map(calibration::probabilities).toList();
    }

    PriorityClass label(Case one) {
        return OutcomeCost.label(one.cost(), thresholds);
    }
}
