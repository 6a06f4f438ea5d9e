package dev.docket.rules.solve;

import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.vocabulary.ValueType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of an expression on a day without any order. */
record Constants(Map<String, ParameterDefinition> parameters, LocalDate day) {
    /** Its value, or null when that depends on the order. */
    @Nullable
    Object value(Expr expression) {
        return switch (expression) {
            case Expr.Constant constant -> constant.value();
            case Expr.Parameter parameter -> parameter(parameter);
            case Expr.Arithmetic arithmetic
            when value(arithmetic.left()) instanceof BigDecimal left
                    && value(arithmetic.right()) instanceof BigDecimal right ->
                switch (arithmetic.operator()) {
                    case PLUS -> left.add(right);
                    case MINUS -> left.subtract(right);
                    case TIMES -> left.multiply(right);
                    case REMAINDER -> null;
                };
            case Expr.Arithmetic arithmetic -> null;
            case Expr.Read read -> null;
            case Expr.Whole whole -> null;
            case Expr.Shift shift -> null;
        };
    }

    /** The same as a number, with lengths of time in seconds; null when it is none. */
    @Nullable
    BigDecimal number(Expr expression) {
        if (expression instanceof Expr.Parameter parameter && parameter.type() == ValueType.Simple.SPAN) {
            ParameterDefinition definition = parameters.get(parameter.name());
            return definition != null && definition.on(day) instanceof Integer count
                    ? BigDecimal.valueOf(
                            parameter.accessor() == ParameterDefinition.Accessor.HOURS ? 3600L * count : 60L * count)
                    : null;
        }
        return value(expression) instanceof BigDecimal number ? number : null;
    }

    private @Nullable Object parameter(Expr.Parameter parameter) {
        ParameterDefinition definition = parameters.get(parameter.name());
        Object value = definition == null ? null : definition.on(day);
        if (value instanceof List<?>) {
            return value;
        }
        boolean isSpan = parameter.type() == ValueType.Simple.SPAN;
        if (isSpan || !(value instanceof Number number)) {
            return null;
        }
        BigDecimal decimal = number instanceof BigDecimal exact ? exact : BigDecimal.valueOf(number.intValue());
        return parameter.accessor() == ParameterDefinition.Accessor.SHARE ? decimal.movePointLeft(2) : decimal;
    }

    /** Whether its value can never be below zero: no number of an order is, and only a difference can be. */
    static boolean isSize(Expr expression) {
        return switch (expression) {
            case Expr.Read read -> read.type().isNumber();
            case Expr.Constant constant -> constant.value() instanceof BigDecimal number && number.signum() >= 0;
            case Expr.Arithmetic arithmetic ->
                arithmetic.operator() != Expr.Operator.MINUS && isSize(arithmetic.left()) && isSize(arithmetic.right());
            case Expr.Parameter parameter -> false;
            case Expr.Whole whole -> false;
            case Expr.Shift shift -> false;
        };
    }
}
