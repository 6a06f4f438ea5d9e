package dev.docket.rules.solve;

import dev.docket.rules.language.Comparison;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.language.Part;
import dev.docket.rules.vocabulary.ValueType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one condition says of one field (or sum, or difference) on a day, where that can be told without an order.
 *
 * @param key what is limited, in one wording
 * @param text the condition as written
 */
public record Limit(String key, String text, Says says) {
    public sealed interface Says {
        /** @param isSize whether it is the size of something, which is never below zero */
        record Numeric(Comparison operator, BigDecimal value, boolean isWhole, boolean isSize) implements Says {}

        record Among(Set<?> values, boolean negated) implements Says {}

        record Absent() implements Says {}

        /** Of a value that has few, what is not excluded is what is left. */
        static Says among(Set<?> values, boolean negated, ValueType type) {
            List<?> all = type instanceof ValueType.OneOf one
                    ? List.of(one.enumeration().getEnumConstants())
                    : type == ValueType.Simple.TRUTH ? List.of(true, false) : List.of();
            Set<Object> left = new HashSet<>(all);
            left.removeAll(values);
            return negated && !all.isEmpty() ? new Among(left, false) : new Among(values, negated);
        }
    }

    public void narrow(Room room) {
        switch (says) {
            case Says.Numeric number -> {
                if (number.isSize()) {
                    room.number(Comparison.GREATER_OR_EQUAL, BigDecimal.ZERO, number.isWhole());
                }
                room.number(number.operator(), number.value(), number.isWhole());
            }
            case Says.Among among -> {
                if (among.negated()) {
                    room.notAmong(among.values());
                } else {
                    room.among(among.values());
                }
            }
            case Says.Absent absent -> {}
        }
    }

    /** The opposite, for numbers in a range; null where there is no single one. */
    @Nullable
    public Limit negated() {
        return switch (says) {
            case Says.Numeric number when number.operator() == Comparison.EQUAL -> null;
            case Says.Numeric number ->
                new Limit(
                        key,
                        text,
                        new Says.Numeric(
                                number.operator().negated(), number.value(), number.isWhole(), number.isSize()));
            case Says.Among among -> new Limit(key, text, new Says.Among(among.values(), !among.negated()));
            case Says.Absent absent -> null;
        };
    }

    public static @Nullable Limit of(
            Condition condition,
            Part.Match own,
            Wording wording,
            Map<String, ParameterDefinition> parameters,
            LocalDate day) {
        Constants constants = new Constants(parameters, day);
        return switch (condition) {
            case Condition.Compare compare -> compare(compare, own, wording, constants);
            case Condition.MemberOf member -> {
                Set<Object> values = new HashSet<>();
                for (Expr value : member.list()) {
                    Object constant = constants.value(value);
                    if (constant instanceof List<?> list) {
                        values.addAll(list);
                    } else if (constant == null || constant instanceof BigDecimal) {
                        yield null;
                    } else {
                        values.add(constant);
                    }
                }
                yield new Limit(
                        wording.expression(member.value(), own),
                        member.text(),
                        Says.among(values, member.negated(), member.value().type()));
            }
            case Condition.Presence presence ->
                presence.present()
                        ? null
                        : new Limit(wording.expression(presence.field(), own), presence.text(), new Says.Absent());
            case Condition.Contains contains -> null;
            case Condition.Text text -> null;
        };
    }

    private static @Nullable Limit compare(
            Condition.Compare compare, Part.Match own, Wording wording, Constants constants) {
        Limit ordered = ordered(compare, own, wording, constants);
        if (ordered != null) {
            return ordered;
        }
        Object left = constants.value(compare.left());
        Object right = constants.value(compare.right());
        if (left == null && right == null) {
            return difference(compare, own, wording);
        }
        Expr field = right == null ? compare.right() : compare.left();
        Object value = right == null ? left : right;
        Comparison operator = right == null ? compare.operator().flipped() : compare.operator();
        String key = wording.expression(field, own);
        if (value instanceof BigDecimal number) {
            boolean isWhole = field.type() == ValueType.Simple.WHOLE;
            return new Limit(key, compare.text(), new Says.Numeric(operator, number, isWhole, Constants.isSize(field)));
        }
        return value == null
                ? null
                : new Limit(
                        key, compare.text(), Says.among(Set.of(value), operator == Comparison.NOT_EQUAL, field.type()));
    }

    /** Numbers, dates and moments, however the sums are written: {@code a + b > c} is {@code c - b < a}. */
    private static @Nullable Limit ordered(
            Condition.Compare compare, Part.Match own, Wording wording, Constants constants) {
        if (!compare.left().type().isOrdered() || !compare.right().type().isOrdered()) {
            return null;
        }
        Sum left = Sum.of(compare.left(), own, wording, constants);
        Sum right = Sum.of(compare.right(), own, wording, constants);
        Sum difference = left == null || right == null ? null : left.minus(right);
        if (difference == null || difference.terms().isEmpty()) {
            return null;
        }
        Sum scaled = difference.scaled();
        Comparison operator =
                difference.lead().signum() < 0 ? compare.operator().flipped() : compare.operator();
        return new Limit(
                scaled.key(),
                compare.text(),
                new Says.Numeric(operator, scaled.constant().negate(), scaled.isWhole(), scaled.isSize()));
    }

    /** {@code a < b} says that {@code a - b} is below zero. */
    private static Limit difference(Condition.Compare compare, Part.Match own, Wording wording) {
        String left = wording.expression(compare.left(), own);
        String right = wording.expression(compare.right(), own);
        boolean inOrder = left.compareTo(right) <= 0;
        return new Limit(
                inOrder ? left + " - " + right : right + " - " + left,
                compare.text(),
                new Says.Numeric(
                        inOrder ? compare.operator() : compare.operator().flipped(), BigDecimal.ZERO, false, false));
    }
}
