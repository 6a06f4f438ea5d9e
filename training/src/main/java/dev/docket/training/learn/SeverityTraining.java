package dev.docket.training.learn;

import dev.docket.priority.loss.LossDocument.Column;
import dev.docket.priority.loss.Severity;
import dev.docket.training.config.TrainingConfig;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.tribuo.MutableDataset;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.sgd.linear.LinearSGDModel;
import org.tribuo.regression.sgd.linear.LinearSGDTrainer;
import org.tribuo.regression.sgd.objectives.SquaredLoss;

/** Trains what a late order costs: Tribuo's linear regression of the logarithm of the days late, with a ridge. */
final class SeverityTraining {
    private static final int NO_LOGGING = -1;
    private static final int RESIDUALS = 40;
    private static final String DAYS = "log days late";
    // With no late order at all a week stands in; such a model knows cancellations and fraud only.
    private static final double WEEK = StrictMath.log(7);
    private static final int FEWEST = 20;

    private final TrainingConfig.Hyperparameters parameters;
    private final Set<String> rising;

    SeverityTraining(TrainingConfig.Hyperparameters parameters, List<String> rising) {
        this.parameters = parameters;
        this.rising = Set.copyOf(rising);
    }

    /** A late order: its known columns, scaled, and the days. */
    record Late(CostTraining.Row row, int daysLate) {}

    /**
     * @param cancelled share of the costly orders
     * @param fraud share of the costly orders
     */
    Severity train(List<Late> rows, List<Column> columns, PriorWeights prior, double cancelled, double fraud) {
        double[] logDays = rows.stream()
                .mapToDouble(late -> StrictMath.log(late.daysLate()))
                .toArray();
        double mean = Arrays.stream(logDays).average().orElse(WEEK);
        double[] weights = new double[columns.size()];
        if (rows.size() >= FEWEST) {
            weights(rows, logDays, mean, columns, prior, weights);
        }
        double[] residuals = IntStream.range(0, rows.size())
                .mapToDouble(i -> logDays[i] - mean - predicted(rows.get(i).row(), columns, weights))
                .sorted()
                .toArray();
        return new Severity(mean, Arrays.stream(weights).boxed().toList(), quantiles(residuals), cancelled, fraud);
    }

    /** As for the probability: a column of the wrong sign is left out, and the rest is trained again. */
    private void weights(
            List<Late> rows,
            double[] logDays,
            double mean,
            List<Column> columns,
            PriorWeights prior,
            double[] weights) {
        Set<String> left = new HashSet<>();
        boolean wrong = true;
        while (wrong) {
            wrong = false;
            LinearSGDModel model = model(rows, logDays, mean, prior, left);
            var trained = model.getWeightsCopy();
            for (int i = 0; i < weights.length; i++) {
                String column = columns.get(i).column();
                int id = model.getFeatureIDMap().getID(column);
                weights[i] = id < 0 ? 0 : trained.get(0, id);
                if (weights[i] < 0 && rising.contains(column)) {
                    left.add(column);
                    wrong = true;
                }
            }
        }
    }

    private LinearSGDModel model(List<Late> rows, double[] logDays, double mean, PriorWeights prior, Set<String> left) {
        var factory = new RegressionFactory();
        var dataset = new MutableDataset<Regressor>(new SimpleDataSourceProvenance("late orders", factory), factory);
        for (int i = 0; i < rows.size(); i++) {
            dataset.add(Examples.of(
                    new Regressor(DAYS, logDays[i] - mean), rows.get(i).row(), left));
        }
        var optimiser = PriorRidge.averaged(
                parameters, parameters.ridge().days(), rows.size(), prior.forDays(dataset.getFeatureIDMap()));
        return new LinearSGDTrainer(
                        new SquaredLoss(),
                        optimiser,
                        parameters.epochs(),
                        NO_LOGGING,
                        parameters.minibatch(),
                        parameters.seed())
                .train(dataset);
    }

    private static double predicted(CostTraining.Row row, List<Column> columns, double[] weights) {
        double sum = 0;
        int at = 0;
        for (int i = 0; i < columns.size() && at < row.names().length; i++) {
            if (columns.get(i).column().equals(row.names()[at])) {
                sum += weights[i] * row.values()[at];
                at++;
            }
        }
        return sum;
    }

    /** The middles of equally probable parts. */
    private static List<Double> quantiles(double[] sorted) {
        if (sorted.length == 0) {
            return List.of(0.0);
        }
        int parts = Math.min(RESIDUALS, sorted.length);
        return IntStream.range(0, parts)
                .mapToObj(i -> sorted[(int) ((i + 0.5) / parts * sorted.length)])
                .toList();
    }
}
