package dev.docket.training.learn;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.priority.Calibration;
import dev.docket.priority.FeatureVector;
import dev.docket.priority.ModelDocument.LabelThresholds;
import dev.docket.training.cases.Case;
import dev.docket.training.cases.OutcomeCost;
import java.util.List;

/** What was learned, calibrated: says how probable P1 to P4 are. */
public record Forecaster(Learner.Scores scores, Calibration calibration, LabelThresholds thresholds) {

    public List<double[]> probabilities(List<FeatureVector> vectors) {
        return scores.of(vectors).stream().map(calibration::probabilities).toList();
    }

    public PriorityClass label(Case one) {
        return OutcomeCost.label(one.cost(), thresholds);
    }
}
