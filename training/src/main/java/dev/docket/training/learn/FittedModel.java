package dev.docket.training.learn;

import dev.docket.priority.loss.Hurdle;
import dev.docket.priority.loss.LossDocument;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/** A trained model before it is written. */
public record FittedModel(LossDocument document, LinearSGDModel probability, Hurdle hurdle) {}
