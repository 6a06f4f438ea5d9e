package dev.docket.training.learn;

import dev.docket.priority.FeatureVector;
import dev.docket.priority.Features;
import dev.docket.priority.Scaling;
import dev.docket.training.cases.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Trees with Tribuo, only to compare with what ships: neither their scores nor their contributions are cheap enough to
 * serve.
 */
public record TreeLearner(Features features, Trainer<Label> trainer) implements Learner {
    // A vote of no tree is no proof of impossibility.
    private static final double LEAST_PROBABILITY = 1e-3;
    private static final float QUARTER = 0.25f;

    public static Learner forest(Features features, int trees, int leastRows, long seed) {
        var tree =
                new CARTClassificationTrainer(Integer.MAX_VALUE, leastRows, 0f, QUARTER, false, new GiniIndex(), seed);
        return new TreeLearner(features, new RandomForestTrainer<>(tree, new VotingCombiner(), trees, seed));
    }

    public static Learner boosting(Features features, int rounds, double learningRate, int depth, long seed) {
        return new TreeLearner(
                features,
                new XGBoostClassificationTrainer(rounds, learningRate, 0, depth, 5, 0.8, 0.8, 1, 0, 1, true, seed));
    }

    @Override
    public Scores learn(List<FeatureVector> rows, List<String> labels) {
        List<Scaling> scalings = Scaling.all(features, rows);
        Model<Label> model = trainer.train(dataset(rows, labels, scalings));
        return vectors -> {
            List<String> unknown = vectors.stream().map(vector -> "P4").toList();
            return model.predict(dataset(vectors, unknown, scalings)).stream()
                    .map(TreeLearner::scores)
                    .toList();
        };
    }

    private static MutableDataset<Label> dataset(
            List<FeatureVector> rows, List<String> labels, List<Scaling> scalings) {
        var factory = new LabelFactory();
        var dataset = new MutableDataset<Label>(new SimpleDataSourceProvenance("orders", factory), factory);
        IntStream.range(0, rows.size())
                .forEach(i -> dataset.add(LinearTraining.example(rows.get(i), labels.get(i), scalings)));
        return dataset;
    }

    private static double[] scores(Prediction<Label> prediction) {
        List<Double> scores = new ArrayList<>();
        Labelled.CLASSES.forEach(each -> {
            Label label = prediction.getOutputScores().get(each.name());
            scores.add(StrictMath.log(Math.max(LEAST_PROBABILITY, label == null ? 0 : label.getScore())));
        });
        return scores.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
