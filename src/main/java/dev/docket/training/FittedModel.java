package dev.docket.training;

import dev.docket.priority.Scaling;
import dev.docket.priority.TrainedFeature;
import java.util.List;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/** The model that ships, trained and calibrated, before it is written. */
record FittedModel(
        LinearSGDModel weights, List<Scaling> scalings, List<TrainedFeature> trained, Forecaster forecaster) {}
