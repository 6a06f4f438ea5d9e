package dev.docket.training.learn;

import dev.docket.priority.loss.Hurdle;
import dev.docket.priority.loss.LossDocument;
import java.util.List;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/**
 * A trained model before it is written.
 *
 * @param calibration what models that had not seen them said of the orders, from which the sets come
 */
public record FittedModel(
        LossDocument document, LinearSGDModel probability, Hurdle hurdle, List<Calibrating.Scored> calibration) {
    public FittedModel {
        calibration = List.copyOf(calibration);
    }

    FittedModel calibratedOn(List<Calibrating.Scored> scored) {
        return new FittedModel(document, probability, hurdle, scored);
    }
}
