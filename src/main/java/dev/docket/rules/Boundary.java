package dev.docket.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which sides of a threshold were seen: exactly on it, and just across on the side that decides otherwise. */
final class Boundary {
    private static final BigDecimal SMALL_SHARE = new BigDecimal("0.01");
    private static final Duration SMALL_TIME = Duration.ofMinutes(1);

    private final Condition.Compare compare;
    private boolean seenOn;
    private boolean seenAcross;

    Boundary(Condition.Compare compare) {
        this.compare = compare;
    }

    /** Whether the comparison has a threshold: it asks for an order, and not only against a literal of the rule's text. */
    static boolean hasOne(Condition.Compare compare, Origin origin) {
        return !compare.operator().equals("==")
                && !compare.operator().equals("!=")
                && !isLiteral(compare.left(), origin)
                && !isLiteral(compare.right(), origin);
    }

    private static boolean isLiteral(Expr side, Origin origin) {
        return side instanceof Expr.Constant constant
                && !(constant.value() instanceof BigDecimal number && origin.hasPolicyNumber(number));
    }

    void see(CompiledCondition condition, Frame frame) {
        Object left = value(compare.left(), condition, frame);
        Object right = value(compare.right(), condition, frame);
        if (left == null || right == null) {
            return;
        }
        seenOn |= Exact.equal(left, right);
        boolean holdsOn = compare.operator().endsWith("=");
        seenAcross |= isNear(left, right) && (condition.test(frame) == Truth.TRUE) != holdsOn;
    }

    /** What was not seen, in words. */
    Optional<String> lacks() {
        return seenOn && seenAcross
                ? Optional.empty()
                : Optional.of(
                        seenOn
                                ? "just across the threshold"
                                : seenAcross ? "exactly on the threshold" : "on or just across the threshold");
    }

    private static boolean isNear(Object left, Object right) {
        if (left instanceof LocalDate one && right instanceof LocalDate other) {
            return Math.abs(ChronoUnit.DAYS.between(one, other)) <= 1;
        }
        if (left instanceof Instant one && right instanceof Instant other) {
            return Duration.between(one, other).abs().compareTo(SMALL_TIME) <= 0;
        }
        BigDecimal difference = Objects.requireNonNull(Exact.minus(left, right)).abs();
        BigDecimal threshold =
                Objects.requireNonNull(Exact.plus(right, BigDecimal.ZERO)).abs();
        return difference.compareTo(threshold.multiply(SMALL_SHARE)) <= 0
                || difference.compareTo(left instanceof Integer ? BigDecimal.ONE : SMALL_SHARE) <= 0;
    }

    private static @Nullable Object value(Expr expression, CompiledCondition condition, Frame frame) {
        Parameters parameters = frame.facts().parameters();
        return switch (expression) {
            case Expr.Constant constant -> constant.value();
            case Expr.Whole whole -> null;
            case Expr.Parameter parameter ->
                switch (parameter.accessor()) {
                    case "share" -> parameters.share(parameter.name());
                    case "hours" -> parameters.hours(parameter.name());
                    case "minutes" -> parameters.minutes(parameter.name());
                    default -> parameters.value(parameter.name());
                };
            case Expr.Read read ->
                condition.readings().stream()
                        .filter(reading -> reading.read().equals(read))
                        .findFirst()
                        .map(reading -> reading.value(frame))
                        .orElse(null);
            case Expr.Arithmetic arithmetic ->
                computed(
                        arithmetic.operator(),
                        value(arithmetic.left(), condition, frame),
                        value(arithmetic.right(), condition, frame));
            case Expr.Shift shift ->
                shifted(shift.method(), value(shift.base(), condition, frame), value(shift.by(), condition, frame));
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
