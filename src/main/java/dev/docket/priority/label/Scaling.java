package dev.docket.priority.label;

/**
 * How a column is centred and scaled before the model sees it: {@code (value - mean) / scale}.
 *
 * @param used whether the model has a weight for it
 */
public record Scaling(String column, boolean used, double mean, double scale) {
    public double of(double value) {
        return (value - mean) / scale;
    }
}
