package dev.docket.training.learn;

import dev.docket.priority.loss.Hurdle;
import dev.docket.priority.loss.LossDocument.Column;
import dev.docket.training.config.TrainingConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Trains the probability of a cost: Tribuo's logistic regression, with a ridge, and no weight of the wrong sign. A column
 * that can only raise the probability, but got a weight below zero, is left out, and the rest is trained again.
 */
final class CostTraining {
    private static final int NO_LOGGING = -1;

    private final TrainingConfig.Hyperparameters parameters;
    private final Set<String> rising;

    CostTraining(TrainingConfig.Hyperparameters parameters, List<String> rising) {
        this.parameters = parameters;
        this.rising = Set.copyOf(rising);
    }

    /**
     * A row to learn from.
     *
     * @param names of the columns that are used, the same in all rows
     * @param values scaled, zero where not known
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way into Tribuo; never compared
    record Row(String[] names, double[] values, boolean costly) {}

    LinearSGDModel train(List<Row> rows, PriorWeights prior) {
        Set<String> left = new HashSet<>();
        LinearSGDModel model = train(rows, prior, left);
        for (Set<String> wrong = wrong(model, left); !wrong.isEmpty(); wrong = wrong(model, left)) {
            left.addAll(wrong);
            model = train(rows, prior, left);
        }
        return model;
    }

    private Set<String> wrong(LinearSGDModel model, Set<String> left) {
        Set<String> wrong = new HashSet<>();
        var weights = model.getWeightsCopy();
        int cost = model.getOutputIDInfo().getID(new Label(Hurdle.COST));
        int none = model.getOutputIDInfo().getID(new Label(Hurdle.NONE));
        for (String column : rising) {
            int id = model.getFeatureIDMap().getID(column);
            if (!left.contains(column) && id >= 0 && weights.get(cost, id) < weights.get(none, id)) {
                wrong.add(column);
            }
        }
        return wrong;
    }

    private LinearSGDModel train(List<Row> rows, PriorWeights prior, Set<String> left) {
        var factory = new LabelFactory();
        var dataset =
                new MutableDataset<Label>(new SimpleDataSourceProvenance("orders with outcomes", factory), factory);
        for (Row row : rows) {
            dataset.add(Examples.of(new Label(row.costly() ? Hurdle.COST : Hurdle.NONE), row, left));
        }
        double[][] means = prior.forLabels(dataset.getFeatureIDMap(), dataset.getOutputIDInfo());
        var optimiser = PriorRidge.averaged(parameters, parameters.ridge().cost(), rows.size(), means);
        return new LinearSGDTrainer(
                        new LogMulticlass(),
                        optimiser,
                        parameters.epochs(),
                        NO_LOGGING,
                        parameters.minibatch(),
                        parameters.seed())
                .train(dataset);
    }

    /** The used columns of a row, scaled; zero where not known, which has no effect and teaches nothing. */
    static Row row(double[] columns, boolean[] known, List<Column> scaling, boolean costly) {
        List<String> names = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            if (scaling.get(i).used()) {
                names.add(scaling.get(i).column());
                values.add(known[i] ? scaling.get(i).of(columns[i]) : 0);
            }
        }
        return new Row(
                names.toArray(String[]::new),
                values.stream().mapToDouble(Double::doubleValue).toArray(),
                costly);
    }
}
