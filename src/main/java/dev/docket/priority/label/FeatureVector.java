package dev.docket.priority.label;

/** An order's features: the columns for the model, and the natural value of each feature for people. */
public final class FeatureVector {
    private final double[] columns;
    private final double[] natural;

    FeatureVector(double[] columns, double[] natural) {
        this.columns = columns;
        this.natural = natural;
    }

    /** All finite; not a copy, for speed: do not write. */
    public double[] columns() {
        return columns;
    }

    /** NaN or {@link Feature#ABSENT} where absent; not a copy. */
    double[] natural() {
        return natural;
    }
}
