package dev.docket.rules.solve;

import dev.docket.rules.language.Comparison;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A linear form held against zero, however its comparison is written: {@code a + b > c} is {@code a + b - c > 0}. */
record Inequality(LinearForm form, Comparison operator) implements Constraint {
    /** How many decimals a bound has at least that has to be rounded. */
    private static final int LEAST_DECIMALS = 2;

    /** How many decimals are tried before a bound is rounded. */
    private static final int MOST_DECIMALS = 12;

    /** Numbers, dates and moments that are compared; null when nothing is left to solve for. */
    static @Nullable Inequality of(Condition.Compare compare, Givens givens) {
        LinearForm left = LinearForm.of(compare.left(), givens);
        LinearForm right = LinearForm.of(compare.right(), givens);
        LinearForm difference = left == null || right == null ? null : left.minus(right);
        if (difference == null || difference.cancels()) {
            return difference(compare, givens);
        }
        return difference.terms().isEmpty() ? null : new Inequality(difference, compare.operator());
    }

    /** What is compared, each side as one unknown. */
    static @Nullable Inequality difference(Condition.Compare compare, Givens givens) {
        LinearForm left = side(compare.left(), givens);
        LinearForm right = side(compare.right(), givens);
        LinearForm difference = left == null || right == null ? null : left.minus(right);
        return difference == null || difference.terms().isEmpty() || difference.cancels()
                ? null
                : new Inequality(difference, compare.operator());
    }

    private static @Nullable LinearForm side(Expr side, Givens givens) {
        return givens.value(side) == null ? LinearForm.unknown(side, givens) : LinearForm.of(side, givens);
    }

    /** The same for all multiples of it, as far as that can be said exactly. */
    Inequality scaled() {
        return new Inequality(form.scaled(), inDirection());
    }

    private Comparison inDirection() {
        return form.lead().signum() < 0 ? operator.flipped() : operator;
    }

    @Override
    public @Nullable Inequality negated() {
        return operator == Comparison.EQUAL ? null : new Inequality(form, operator.negated());
    }

    /** Rounded, if need be, to the side where it holds. */
    @Override
    public @Nullable Inequality solved() {
        Comparison held = inDirection();
        LinearForm.Term only = form.terms().getFirst();
        BigDecimal bound = bound(only, held);
        return bound == null
                ? null
                : new Inequality(LinearForm.of(only.unknown()).minus(LinearForm.of(bound)), held);
    }

    private @Nullable BigDecimal bound(LinearForm.Term only, Comparison held) {
        boolean isWhole = only.unknown().isWhole();
        BigDecimal dividend = form.constant().negate();
        int exactScale = Math.max(MOST_DECIMALS, dividend.scale());
        // Nearly all factors are one or minus one, and a division takes as long as all else here.
        BigDecimal exact = only.factor().abs().compareTo(BigDecimal.ONE) == 0
                ? dividend.multiply(only.factor()).setScale(exactScale)
                : dividend.divide(only.factor(), exactScale, RoundingMode.DOWN);
        boolean isPossible = !isWhole || exact.stripTrailingZeros().scale() <= 0;
        if (isPossible && exact.multiply(only.factor()).compareTo(dividend) == 0) {
            return exact;
        }
        if (held.isEquality()) {
            return null;
        }
        // Of whole numbers, above 2.5 is above 2; of others only a rounder bound further in is certain.
        RoundingMode inwards =
                held.isUpper() == (isWhole && held.isStrict()) ? RoundingMode.CEILING : RoundingMode.FLOOR;
        int scale = isWhole ? 0 : Math.max(LEAST_DECIMALS, dividend.scale());
        return dividend.divide(only.factor(), scale, inwards);
    }

    @Override
    public void narrow(ValueSet values) {
        if (form.isNeverNegative()) {
            values.number(Comparison.GREATER_OR_EQUAL, BigDecimal.ZERO, form.isWhole());
        }
        values.number(operator, form.constant().negate(), form.isWhole());
    }
}
