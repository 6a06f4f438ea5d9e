package dev.docket.rules.evaluate;

import dev.docket.rules.Parameters;
import dev.docket.rules.language.Expr;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the parts of a condition's expressions come to, for people and for thresholds; deciding never asks. */
public record Operands(CompiledCondition condition, Frame frame) {
    /** The value, or null when it is absent or a fact as a whole. */
    @Nullable
    public Object value(Expr expression) {
        return switch (expression) {
            case Expr.Constant constant -> constant.value();
            case Expr.Whole whole -> null;
            case Expr.Parameter parameter -> parameter(parameter);
            case Expr.Read read -> {
                Reading reading = reading(read);
                yield reading == null ? null : reading.value(frame);
            }
            case Expr.Arithmetic arithmetic ->
                computed(arithmetic.operator(), value(arithmetic.left()), value(arithmetic.right()));
            case Expr.Shift shift -> shifted(shift.method(), value(shift.base()), value(shift.by()));
        };
    }

    /** How the compiled condition reads a field of its text. */
    @Nullable
    public Reading reading(Expr.Read read) {
        for (Reading reading : condition.readings()) {
            if (reading.read().equals(read)) {
                return reading;
            }
        }
        return null;
    }

    private Object parameter(Expr.Parameter parameter) {
        Parameters parameters = frame.facts().parameters();
        return switch (parameter.accessor()) {
            case "share" -> parameters.share(parameter.name());
            case "hours" -> parameters.hours(parameter.name());
            case "minutes" -> parameters.minutes(parameter.name());
            default -> parameters.value(parameter.name());
        };
    }

    private static @Nullable Object computed(char operator, @Nullable Object left, @Nullable Object right) {
        return switch (operator) {
            case '+' -> Exact.plus(left, right);
            case '-' -> Exact.minus(left, right);
            case '*' -> Exact.times(left, right);
            default -> Exact.remainder(left, right);
        };
    }

    private static @Nullable Object shifted(String method, @Nullable Object base, @Nullable Object by) {
        return switch (method) {
            case "plusDays" -> Exact.plusDays((LocalDate) base, (Integer) by);
            case "minusDays" -> Exact.minusDays((LocalDate) base, (Integer) by);
            case "plus" -> Exact.later((Instant) base, (Duration) by);
            default -> Exact.earlier((Instant) base, (Duration) by);
        };
    }
}
