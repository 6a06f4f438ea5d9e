package dev.docket.rules.solve;

import dev.docket.rules.language.Comparison;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.vocabulary.ValueType;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one condition asks of what is not given, where that can be said without guessing. */
public sealed interface Constraint permits Inequality, Constraint.Among, Constraint.Presence {
    /** It is one of some values, or is none of them. */
    record Among(Unknown unknown, Set<Object> values, boolean isNegated) implements Constraint {
        public Among {
            values = Set.copyOf(values);
        }

        /** The same as a list of what is left, for a type of few values. */
        Among listed(ValueType type) {
            if (!isNegated || type.constants().isEmpty()) {
                return this;
            }
            Set<Object> left = new HashSet<>(type.constants());
            left.removeAll(values);
            return new Among(unknown, left, false);
        }

        @Override
        public Among negated() {
            return new Among(unknown, values, !isNegated);
        }

        @Override
        public void narrow(ValueSet values) {
            if (isNegated) {
                values.notAmong(this.values);
            } else {
                values.among(this.values);
            }
        }
    }

    /** It is there, or is not. */
    record Presence(Unknown unknown, boolean present) implements Constraint {
        @Override
        public @Nullable Presence negated() {
            return null;
        }

        @Override
        public void narrow(ValueSet values) {
            // Whatever is there will do; an absent input has no value to narrow.
        }
    }

    /** Leaves the values that it allows. */
    void narrow(ValueSet values);

    /** The opposite; null where there is no single one. */
    @Nullable
    Constraint negated();

    /** The same about its only unknown alone, or null when that cannot be said. */
    default @Nullable Constraint solved() {
        return this;
    }

    /** What a condition asks, or null when that cannot be said. */
    static @Nullable Constraint of(Condition condition, Givens givens) {
        return switch (condition) {
            case Condition.Compare compare
            when compare.left().type().isOrdered() && compare.right().type().isOrdered() ->
                Inequality.of(compare, givens);
            case Condition.Compare compare -> equality(compare, givens);
            case Condition.MemberOf member -> among(member.value(), member.list(), member.negated(), givens);
            case Condition.Presence presence -> {
                Unknown field = givens.unknown(presence.field());
                yield field == null ? null : new Presence(field, presence.present());
            }
            case Condition.Contains contains -> null;
            case Condition.Text text -> null;
        };
    }

    private static @Nullable Constraint equality(Condition.Compare compare, Givens givens) {
        boolean isLeftGiven = givens.value(compare.left()) != null;
        if (!isLeftGiven && givens.value(compare.right()) == null) {
            return Inequality.difference(compare, givens);
        }
        return among(
                isLeftGiven ? compare.right() : compare.left(),
                List.of(isLeftGiven ? compare.left() : compare.right()),
                compare.operator() == Comparison.NOT_EQUAL,
                givens);
    }

    private static @Nullable Constraint among(Expr value, List<Expr> list, boolean negated, Givens givens) {
        Unknown unknown = givens.value(value) == null ? givens.unknown(value) : null;
        Set<Object> values = new HashSet<>();
        for (Expr each : list) {
            Object given = givens.value(each);
            if (given == null || given instanceof BigDecimal || given instanceof Integer) {
                return null;
            }
            if (given instanceof List<?> several) {
                values.addAll(several);
            } else {
                values.add(given);
            }
        }
        return unknown == null ? null : new Among(unknown, values, negated);
    }
}
