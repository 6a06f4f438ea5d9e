package dev.docket.rules.solve;

import dev.docket.rules.Parameters;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.language.Part;
import dev.docket.rules.vocabulary.ValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is given of one pattern of a rule on a day without any order: constants and parameters. All else is solved for.
 *
 * @param own the pattern, whose fields stand without a variable
 */
record RuleOnDay(Map<String, ParameterDefinition> parameters, LocalDate day, Wording wording, Part.Match own)
        implements Givens {
    @Override
    public @Nullable Object value(Expr expression) {
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

    private @Nullable Object parameter(Expr.Parameter parameter) {
        ParameterDefinition definition = parameters.get(parameter.name());
        Object value = definition == null ? null : definition.on(day);
        if (value instanceof Parameters.Varying) {
            return null; // which of its values depends on the order
        }
        return switch (parameter.accessor()) {
            case TEXTS -> value;
            case SHARE -> value instanceof BigDecimal percent ? percent.movePointLeft(2) : null;
            case PERCENT, AMOUNT, MULTIPLE -> value;
            case COUNT, DAYS -> value instanceof Integer count ? BigDecimal.valueOf(count) : null;
            case HOURS -> value instanceof Integer hours ? Duration.ofHours(hours) : null;
            case MINUTES -> value instanceof Integer minutes ? Duration.ofMinutes(minutes) : null;
            case INPUTS -> null; // which ones depends on the checkpoint of the order
        };
    }

    @Override
    public Unknown unknown(Expr expression) {
        boolean isWhole = expression.type() == ValueType.Simple.WHOLE || expression.type() == ValueType.Simple.DATE;
        return new Unknown(wording.expression(expression, own), isWhole, isNeverNegative(expression));
    }

    /** Whether a value can never be below zero in a valid order. */
    private static boolean isNeverNegative(Expr expression) {
        return switch (expression) {
            case Expr.Read read ->
                read.type().isNumber() && read.field().domain().isNeverNegative();
            case Expr.Constant constant -> constant.value() instanceof BigDecimal number && number.signum() >= 0;
            case Expr.Arithmetic arithmetic ->
                arithmetic.operator() != Expr.Operator.MINUS
                        && isNeverNegative(arithmetic.left())
                        && isNeverNegative(arithmetic.right());
            case Expr.Parameter parameter -> false;
            case Expr.Whole whole -> false;
            case Expr.Shift shift -> false;
        };
    }
}
