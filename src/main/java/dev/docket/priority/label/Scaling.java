package dev.docket.priority.label;

/**
 * How a column is centred and scaled before the model sees it: {@code (value - mean) / scale}.
 *
 * @param used whether the model has a weight for it
 */
public record Scaling(String column, boolean used, double mean, double scale) {
    /** With such, a score stays finite for every order. */
    private static final double LARGEST_MEAN = 1e9;

    private static final double LEAST_SCALE = 1e-6;

    public Scaling {
        require(column, mean, scale);
    }

    /** @throws IllegalArgumentException unless the column of a model may be centred and scaled so */
    public static void require(String column, double mean, double scale) {
        if (!(Math.abs(mean) <= LARGEST_MEAN) || !(scale >= LEAST_SCALE && Double.isFinite(scale))) {
            throw new IllegalArgumentException("column %s: mean %s, scale %s".formatted(column, mean, scale));
        }
    }

    public double of(double value) {
        return (value - mean) / scale;
    }
}
