package dev.docket.decision.urgency;

/**
 * One feature's contribution to the score.
 *
 * @param value the feature's value, in the feature's unit
 * @param effect its share of the urgency score in log-odds; positive if it raises the urgency
 */
public record Contribution(String feature, double value, double effect) {
    public Contribution {
        if (!Double.isFinite(value) || !Double.isFinite(effect)) {
            throw new IllegalArgumentException("%s: value %s, effect %s".formatted(feature, value, effect));
        }
    }

    public enum Direction {
        RAISES,
        LOWERS
    }

    public Direction direction() {
        return effect >= 0 ? Direction.RAISES : Direction.LOWERS;
    }
}
