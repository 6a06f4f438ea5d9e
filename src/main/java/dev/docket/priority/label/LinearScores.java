package dev.docket.priority.label;

import dev.docket.decision.urgency.Contribution;
import dev.docket.decision.urgency.PriorityClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.math.la.DenseMatrix;

/**
 * The weights of a Tribuo model as plain arrays: a score per class, {@code bias + sum of weight * (column - mean)}.
 * The same scores as Tribuo's own up to rounding, without its objects.
 */
public final class LinearScores {
    private static final List<PriorityClass> CLASSES = List.of(PriorityClass.values());
    private static final int MOST_URGENT = 0;
    private static final int LEAST_URGENT = CLASSES.size() - 1;
    // The score of a class that the training did not have: finite, and no probability to speak of.
    private static final double NEVER = -100;
    private static final String BASELINE = "baseline";
    private static final Comparator<Contribution> STRONGEST_FIRST = Comparator.comparingDouble(
                    (Contribution contribution) -> -Math.abs(contribution.effect()))
            .thenComparing(Contribution::feature);

    private final Features features;
    private final double[] means;
    private final double[][] weights;
    private final double[] bias = new double[CLASSES.size()];

    public LinearScores(LinearSGDModel model, Features features, List<Scaling> scalings) {
        this.features = features;
        this.means = scalings.stream().mapToDouble(Scaling::mean).toArray();
        this.weights = new double[CLASSES.size()][scalings.size()];
        DenseMatrix trained = model.getWeightsCopy();
        int biasColumn = model.getFeatureIDMap().size();
        for (int k = 0; k < CLASSES.size(); k++) {
            int row = model.getOutputIDInfo().getID(new Label(CLASSES.get(k).name()));
            if (row < 0) {
                bias[k] = NEVER;
                continue;
            }
            bias[k] = trained.get(row, biasColumn);
            for (int i = 0; i < scalings.size(); i++) {
                Scaling scaling = scalings.get(i);
                if (scaling.used()) {
                    int column = model.getFeatureIDMap().getID(scaling.column());
                    weights[k][i] = trained.get(row, column) / scaling.scale();
                }
            }
        }
    }

    /** The scores of P1 to P4, before calibration. */
    public double[] of(FeatureVector vector) {
        double[] columns = vector.columns();
        double[] scores = new double[CLASSES.size()];
        for (int k = 0; k < CLASSES.size(); k++) {
            double score = bias[k];
            for (int i = 0; i < columns.length; i++) {
                score += weights[k][i] * (columns[i] - means[i]);
            }
            scores[k] = score;
        }
        return scores;
    }

    /**
     * What each feature does to the urgency, which is {@code ln(p(P1) / p(P4))}: the log-odds of the most urgent against
     * the least urgent class. In a linear model it is itself linear, so it is exactly the sum of the baseline (the
     * urgency of the average training order) and of the effects of all features (against that average). Features without
     * any effect are left out.
     */
    public List<Contribution> contributions(FeatureVector vector, double temperature) {
        List<Contribution> contributions = new ArrayList<>();
        for (int f = 0; f < features.features().size(); f++) {
            double effect = effect(vector, f) / temperature;
            if (effect != 0) {
                contributions.add(contribution(features.features().get(f), vector.natural()[f], effect));
            }
        }
        double baseline = (bias[MOST_URGENT] - bias[LEAST_URGENT]) / temperature;
        contributions.add(new Contribution(BASELINE, 1, baseline));
        contributions.sort(STRONGEST_FIRST);
        return contributions;
    }

    private double effect(FeatureVector vector, int feature) {
        int from = features.offset(feature);
        int to = features.offset(feature + 1);
        double effect = 0;
        for (int i = from; i < to; i++) {
            double weight = weights[MOST_URGENT][i] - weights[LEAST_URGENT][i];
            effect += weight * (vector.columns()[i] - means[i]);
        }
        return effect;
    }

    private static Contribution contribution(Feature feature, double natural, double effect) {
        boolean number = feature instanceof Feature.Measure && !Double.isNaN(natural);
        return new Contribution(feature.describe(natural), number ? natural : 1, effect);
    }
}
