package dev.docket.decision.urgency;

import java.util.Arrays;

/**
 * The numbers behind a classifier's opinion, for whoever watches how orders drift away from those that it was trained on.
 *
 * @param features the natural value of each feature, in the model's order; not a copy, do not write
 * @param costly the probability that the order costs anything, between 0 and 1
 */
@SuppressWarnings("ArrayRecordComponent") // for speed; equality is by content
public record Measured(double[] features, double costly) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Measured measured
                && Arrays.equals(features, measured.features)
                && Double.compare(costly, measured.costly) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(features) + Double.hashCode(costly);
    }

    @Override
    public String toString() {
        return "Measured[features=%s, costly=%s]".formatted(Arrays.toString(features), costly);
    }
}
