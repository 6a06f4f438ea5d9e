package dev.docket.training.learn;

import dev.docket.priority.Features;
import dev.docket.priority.LinearScores;
import dev.docket.priority.Reference;
import dev.docket.priority.Scaling;
import dev.docket.priority.TrainedFeature;
import java.util.List;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/** The model that ships, trained and calibrated, before it is written. */
public record FittedModel(
        Features features,
        LinearSGDModel weights,
        LinearScores scores,
        List<Scaling> scalings,
        List<TrainedFeature> trained,
        List<Reference> references,
        Forecaster forecaster) {}
