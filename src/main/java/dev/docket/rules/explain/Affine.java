package dev.docket.rules.explain;

import dev.docket.rules.evaluate.Operands;
import dev.docket.rules.evaluate.Reading;
import dev.docket.rules.language.Expr;
import dev.docket.rules.vocabulary.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An expression as a constant plus a factor times one input, every other input as it is. Dates count in days, moments and
 * lengths of time in seconds.
 */
record Affine(BigDecimal constant, BigDecimal factor) {
    private static final int NANO_DIGITS = 9;

    /** What reads the input, and where it stands. */
    record Unknown(Input input, Operands operands, Places places) {
        boolean isReadBy(Expr.Read read) {
            Reading reading = operands.reading(read);
            return reading != null && input.isReadBy(reading, places);
        }
    }

    /** The expression in this form, or null when it has none. */
    static @Nullable Affine of(Expr expression, Unknown unknown) {
        if (expression instanceof Expr.Read read && unknown.isReadBy(read)) {
            return new Affine(BigDecimal.ZERO, BigDecimal.ONE);
        }
        if (!unknown.input().influences(expression)) {
            Object value = unknown.operands().value(expression);
            BigDecimal number = value == null ? null : number(value);
            return number == null ? null : new Affine(number, BigDecimal.ZERO);
        }
        return switch (expression) {
            case Expr.Arithmetic arithmetic ->
                combined(arithmetic.operator(), of(arithmetic.left(), unknown), of(arithmetic.right(), unknown));
            case Expr.Shift shift ->
                combined(
                        shift.move().isForward() ? Expr.Operator.PLUS : Expr.Operator.MINUS,
                        of(shift.base(), unknown),
                        of(shift.by(), unknown));
            case Expr.Read computed -> null;
            case Expr.Whole whole -> null;
            case Expr.Constant constant -> null;
            case Expr.Parameter parameter -> null;
        };
    }

    private static @Nullable Affine combined(Expr.Operator operator, @Nullable Affine left, @Nullable Affine right) {
        if (left == null || right == null) {
            return null;
        }
        return switch (operator) {
            case PLUS -> new Affine(left.constant.add(right.constant), left.factor.add(right.factor));
            case MINUS -> left.minus(right);
            case TIMES ->
                right.isConstant() ? left.times(right.constant) : left.isConstant() ? right.times(left.constant) : null;
            case REMAINDER -> null;
        };
    }

    Affine minus(Affine other) {
        return new Affine(constant.subtract(other.constant), factor.subtract(other.factor));
    }

    private boolean isConstant() {
        return factor.signum() == 0;
    }

    private Affine times(BigDecimal number) {
        return new Affine(constant.multiply(number), factor.multiply(number));
    }

    /** A value as a number, or null when it has no order. */
    static @Nullable BigDecimal number(Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal;
            case Integer whole -> BigDecimal.valueOf(whole);
            case LocalDate date -> BigDecimal.valueOf(date.toEpochDay());
            case Instant moment -> seconds(moment.getEpochSecond(), moment.getNano());
            case Duration span -> seconds(span.getSeconds(), span.getNano());
            default -> null;
        };
    }

    private static BigDecimal seconds(long seconds, int nanos) {
        return BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(nanos, NANO_DIGITS));
    }

    /** A number as a value of an input. */
    static Object value(BigDecimal number, Input input) {
        if (input.field().type() == ValueType.Simple.DATE) {
            return LocalDate.ofEpochDay(number.longValueExact());
        }
        if (input.field().type() == ValueType.Simple.MOMENT) {
            BigDecimal whole = number.setScale(0, RoundingMode.FLOOR);
            return Instant.ofEpochSecond(
                    whole.longValueExact(),
                    number.subtract(whole).movePointRight(NANO_DIGITS).longValueExact());
        }
        return number;
    }
}
