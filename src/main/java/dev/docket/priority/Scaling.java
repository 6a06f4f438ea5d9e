package dev.docket.priority;

import java.util.ArrayList;
import java.util.List;

/**
 * How a column is centred and scaled before the model sees it: {@code (value - mean) / scale}.
 *
 * @param used whether the model has a weight for it
 */
public record Scaling(String column, boolean used, double mean, double scale) {
    // A column that is almost always zero must not gain leverage.
    private static final double LEAST_SCALE = 0.1;

    public double of(double value) {
        return (value - mean) / scale;
    }

    /** The scaling of each column, from the training rows. */
    public static List<Scaling> all(Features features, List<FeatureVector> rows) {
        List<String> names = features.columnNames();
        List<Scaling> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            all.add(of(names.get(i), i, rows));
        }
        return all;
    }

    private static Scaling of(String name, int column, List<FeatureVector> rows) {
        double sum = 0;
        boolean varies = false;
        for (FeatureVector row : rows) {
            sum += row.columns()[column];
            varies |= row.columns()[column] != rows.getFirst().columns()[column];
        }
        double mean = sum / rows.size();
        double squares = 0;
        for (FeatureVector row : rows) {
            squares += (row.columns()[column] - mean) * (row.columns()[column] - mean);
        }
        return new Scaling(name, varies, mean, Math.max(LEAST_SCALE, StrictMath.sqrt(squares / rows.size())));
    }
}
