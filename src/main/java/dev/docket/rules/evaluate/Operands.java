package dev.docket.rules.evaluate;

import dev.docket.rules.Parameters;
import dev.docket.rules.exact.Exact;
import dev.docket.rules.language.Expr;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
                FieldAccess access = access(read);
                yield access == null ? null : access.value(frame);
            }
            case Expr.Arithmetic arithmetic ->
                computed(arithmetic.operator(), value(arithmetic.left()), value(arithmetic.right()));
            case Expr.Shift shift -> shifted(shift.move(), value(shift.base()), value(shift.by()));
        };
    }

    /** How the compiled condition reads a field of its text. */
    @Nullable
    public FieldAccess access(Expr.Read read) {
        List<FieldAccess> accesses = condition.accesses();
        for (int i = 0; i < accesses.size(); i++) {
            if (accesses.get(i).read().equals(read)) {
                return accesses.get(i);
            }
        }
        return null;
    }

    private @Nullable Object parameter(Expr.Parameter parameter) {
        Parameters parameters = frame.facts().parameters();
        return switch (parameter.accessor()) {
            case SHARE -> parameters.share(parameter.name());
            case HOURS -> parameters.hours(parameter.name());
            case MINUTES -> parameters.minutes(parameter.name());
            case PERCENT, AMOUNT, MULTIPLE, COUNT, DAYS, TEXTS, INPUTS -> parameters.value(parameter.name());
        };
    }

    private static @Nullable Object computed(Expr.Operator operator, @Nullable Object left, @Nullable Object right) {
        return switch (operator) {
            case PLUS -> Exact.plus(left, right);
            case MINUS -> Exact.minus(left, right);
            case TIMES -> Exact.times(left, right);
            case REMAINDER -> Exact.remainder(left, right);
        };
    }

    private static @Nullable Object shifted(Expr.Move move, @Nullable Object base, @Nullable Object by) {
        return switch (move) {
            case PLUS_DAYS -> Exact.plusDays((LocalDate) base, (Integer) by);
            case MINUS_DAYS -> Exact.minusDays((LocalDate) base, (Integer) by);
            case PLUS -> Exact.later((Instant) base, (Duration) by);
            case MINUS -> Exact.earlier((Instant) base, (Duration) by);
        };
    }
}
