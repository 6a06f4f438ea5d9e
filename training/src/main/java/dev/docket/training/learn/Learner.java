package dev.docket.training.learn;

import dev.docket.priority.FeatureVector;
import java.util.List;

/** A way to learn classes from features. */
public interface Learner {
    /** @param labels the class of each row, P1 to P4; every class occurs */
    Scores learn(List<FeatureVector> rows, List<String> labels);

    /** What was learned: a score for each of P1 to P4, natural logarithms of probabilities up to a constant. */
    interface Scores {
        List<double[]> of(List<FeatureVector> vectors);
    }
}
