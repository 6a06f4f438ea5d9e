package dev.docket.rules.explain;

import dev.docket.rules.language.Comparison;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.solve.Room;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one condition asks of one input, every other input as it is. */
@FunctionalInterface
interface Narrowing {
    void narrow(Room room);

    /** Whatever the value, as long as there is one. */
    Narrowing ANY = room -> {};

    /** How many decimals a bound has that cannot be told exactly. */
    int LEAST_DECIMALS = 2;

    /** How many decimals are tried before a bound counts as one that cannot be told exactly. */
    int MOST_DECIMALS = 12;

    /** What the condition asks, or null when that cannot be told without guessing. */
    static @Nullable Narrowing of(Condition condition, Affine.Unknown unknown) {
        return switch (condition) {
            case Condition.Compare compare
            when compare.left().type().isOrdered() && compare.right().type().isOrdered() -> ordered(compare, unknown);
            case Condition.Compare compare -> unordered(compare, unknown);
            case Condition.MemberOf member -> {
                Set<Object> values = new HashSet<>();
                boolean isKnown = isAlone(member.value(), unknown) && addAll(member.list(), unknown, values);
                yield isKnown ? among(values, member.negated()) : null;
            }
            case Condition.Presence presence -> presence.present() && isAlone(presence.field(), unknown) ? ANY : null;
            case Condition.Contains contains -> null;
            case Condition.Text text -> null;
        };
    }

    private static boolean isAlone(Expr value, Affine.Unknown unknown) {
        return value instanceof Expr.Read read && unknown.isReadBy(read);
    }

    private static boolean addAll(List<Expr> list, Affine.Unknown unknown, Set<Object> values) {
        for (Expr each : list) {
            Object value =
                    unknown.input().influences(each) ? null : unknown.operands().value(each);
            if (value == null || value instanceof Number) {
                return false;
            }
            if (value instanceof List<?> texts) {
                values.addAll(texts);
            } else {
                values.add(value);
            }
        }
        return true;
    }

    private static Narrowing among(Set<Object> values, boolean negated) {
        return negated ? room -> room.notAmong(values) : room -> room.among(values);
    }

    private static @Nullable Narrowing unordered(Condition.Compare compare, Affine.Unknown unknown) {
        Expr other = isAlone(compare.left(), unknown)
                ? compare.right()
                : isAlone(compare.right(), unknown) ? compare.left() : null;
        Set<Object> values = new HashSet<>();
        return other != null && addAll(List.of(other), unknown, values)
                ? among(values, compare.operator() == Comparison.NOT_EQUAL)
                : null;
    }

    private static @Nullable Narrowing ordered(Condition.Compare compare, Affine.Unknown unknown) {
        Affine left = Affine.of(compare.left(), unknown);
        Affine right = Affine.of(compare.right(), unknown);
        if (left == null || right == null) {
            return null;
        }
        Affine difference = left.minus(right);
        if (difference.factor().signum() == 0) {
            return null;
        }
        Comparison operator = difference.factor().signum() > 0
                ? compare.operator()
                : compare.operator().flipped();
        BigDecimal bound = bound(difference, operator, unknown);
        boolean isWhole = unknown.input().isWhole();
        return bound == null ? null : room -> room.number(operator, bound, isWhole);
    }

    /** Where the difference is zero; rounded, if need be, to the side where the condition holds. */
    private static @Nullable BigDecimal bound(Affine difference, Comparison operator, Affine.Unknown unknown) {
        BigDecimal dividend = difference.constant().negate();
        int exactScale = Math.max(MOST_DECIMALS, dividend.scale());
        BigDecimal exact = dividend.divide(difference.factor(), exactScale, RoundingMode.DOWN);
        boolean isWhole = unknown.input().isWhole();
        boolean isPossible = !isWhole || exact.stripTrailingZeros().scale() <= 0;
        if (isPossible && exact.multiply(difference.factor()).compareTo(dividend) == 0) {
            return exact;
        }
        boolean isUpper = operator.isUpper();
        if (operator.isEquality()) {
            return null;
        }
        // Of whole numbers, above 2.5 is above 2; of others only a rounder bound further in is certain.
        boolean isStrict = operator.isStrict();
        RoundingMode inwards = isUpper == (isWhole && isStrict) ? RoundingMode.CEILING : RoundingMode.FLOOR;
        int scale = isWhole ? 0 : Math.max(LEAST_DECIMALS, dividend.scale());
        return dividend.divide(difference.factor(), scale, inwards);
    }
}
