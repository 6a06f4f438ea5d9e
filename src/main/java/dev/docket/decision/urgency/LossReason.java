package dev.docket.decision.urgency;

import org.jspecify.annotations.Nullable;

/**
 * One reason for an expected loss, in money. All reasons of an estimate add up to its expected loss, to the cent.
 *
 * @param value the feature's value in its unit; absent for one of several names, such as a mode
 * @param usual what is usual in the same unit; absent where there is none
 * @param effect how much of the expected loss it is; below zero if it lowers it
 * @param says the reason in words, with its amount
 */
public record LossReason(
        String feature, @Nullable Double value, @Nullable Double usual, Money effect, String says) {
    public Contribution.Direction direction() {
        return effect.amount().signum() >= 0 ? Contribution.Direction.RAISES : Contribution.Direction.LOWERS;
    }
}
