package dev.docket.training.learn;

import dev.docket.priority.loss.Hurdle;
import dev.docket.priority.loss.LossDocument.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.FeatureMap;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.OutputInfo;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;

/**
 * Where the weights begin and are pulled to: those of another model, or zero.
 *
 * @param cost by column, on its own scale: of the log-odds of a cost
 * @param days by column, on its own scale: of the logarithm of the days late
 */
public record PriorWeights(Map<String, Double> cost, Map<String, Double> days) {
    static final PriorWeights NONE = new PriorWeights(Map.of(), Map.of());

    public PriorWeights {
        cost = Map.copyOf(cost);
        days = Map.copyOf(days);
    }

    /** Those of a model. */
    public static PriorWeights of(Hurdle hurdle) {
        return new PriorWeights(hurdle.costWeights(), hurdle.dayWeights());
    }

    /** The same for values that are scaled. */
    PriorWeights scaledBy(List<Column> columns) {
        Map<String, Double> scaledCost = new HashMap<>();
        Map<String, Double> scaledDays = new HashMap<>();
        for (Column column : columns) {
            scaledCost.put(column.column(), cost.getOrDefault(column.column(), 0.0) * column.scale());
            scaledDays.put(column.column(), days.getOrDefault(column.column(), 0.0) * column.scale());
        }
        return new PriorWeights(scaledCost, scaledDays);
    }

    /** The log-odds of two labels are the difference of their weights: half for each. */
    double[][] forLabels(FeatureMap features, OutputInfo<Label> labels) {
        ImmutableFeatureMap numbered = new ImmutableFeatureMap(features);
        ImmutableOutputInfo<Label> ids = labels.generateImmutableOutputInfo();
        double[][] means = new double[2][numbered.size()];
        int costly = ids.getID(new Label(Hurdle.COST));
        for (VariableInfo each : numbered) {
            double weight = cost.getOrDefault(each.getName(), 0.0) / 2;
            int column = numbered.getID(each.getName());
            means[costly][column] = weight;
            means[1 - costly][column] = -weight;
        }
        return means;
    }

    double[][] forDays(FeatureMap features) {
        ImmutableFeatureMap numbered = new ImmutableFeatureMap(features);
        double[][] means = new double[1][numbered.size()];
        for (VariableInfo each : numbered) {
            means[0][numbered.getID(each.getName())] = days.getOrDefault(each.getName(), 0.0);
        }
        return means;
    }
}
