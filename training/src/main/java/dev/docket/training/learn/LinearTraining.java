package dev.docket.training.learn;

import dev.docket.priority.FeatureVector;
import dev.docket.priority.Features;
import dev.docket.priority.LinearScores;
import dev.docket.priority.Scaling;
import dev.docket.training.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.math.optimisers.ParameterAveraging;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Multinomial logistic regression with Tribuo: seeded, on one thread, the same weights every time. */
public final class LinearTraining implements Learner {
    private static final int NO_LOGGING = -1;

    private final Features features;
    private final TrainingConfig.Hyperparameters parameters;

    public LinearTraining(Features features, TrainingConfig.Hyperparameters parameters) {
        this.features = features;
        this.parameters = parameters;
    }

    /** The weights and what they were trained with. */
    record Result(LinearSGDModel weights, LinearScores scores, List<Scaling> scalings) {
        Scores forRows() {
            return vectors -> vectors.stream().map(scores::of).toList();
        }
    }

    @Override
    public Scores learn(List<FeatureVector> rows, List<String> labels) {
        return train(rows, labels).forRows();
    }

    Result train(List<FeatureVector> rows, List<String> labels) {
        List<Scaling> scalings = Scaling.all(features, rows);
        var factory = new LabelFactory();
        var source = new SimpleDataSourceProvenance("orders with outcomes", factory);
        var dataset = new MutableDataset<Label>(source, factory);
        for (int i = 0; i < rows.size(); i++) {
            dataset.add(example(rows.get(i), labels.get(i), scalings));
        }
        // Averaging the steps makes plain SGD end near the optimum and depend little on the order of the rows.
        var optimiser = new ParameterAveraging(new AdaGrad(parameters.learningRate()));
        var trainer = new LinearSGDTrainer(
                new LogMulticlass(),
                optimiser,
                parameters.epochs(),
                NO_LOGGING,
                parameters.minibatch(),
                parameters.seed());
        LinearSGDModel weights = trainer.train(dataset);
        return new Result(weights, new LinearScores(weights, features, scalings), scalings);
    }

    static ArrayExample<Label> example(FeatureVector row, String label, List<Scaling> scalings) {
        List<String> names = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < scalings.size(); i++) {
            Scaling scaling = scalings.get(i);
            if (scaling.used()) {
                names.add(scaling.column());
                values.add(scaling.of(row.columns()[i]));
            }
        }
        return new ArrayExample<>(
                new Label(label),
                names.toArray(String[]::new),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
