package dev.docket.rules.cases;

import dev.docket.rules.evaluate.CompiledCondition;
import dev.docket.rules.evaluate.Frame;
import dev.docket.rules.evaluate.Operands;
import dev.docket.rules.evaluate.Truth;
import dev.docket.rules.exact.Exact;
import dev.docket.rules.language.Average;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.Origin;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

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
        return !compare.operator().isEquality()
                && !isLiteral(compare.left(), origin)
                && !isLiteral(compare.right(), origin);
    }

    private static boolean isLiteral(Expr side, Origin origin) {
        return side instanceof Expr.Constant constant
                && !(constant.value() instanceof BigDecimal number && origin.hasPolicyNumber(number));
    }

    void see(CompiledCondition condition, Frame frame) {
        Operands operands = new Operands(condition, frame);
        Object left = operands.value(compare.left());
        Object right = operands.value(compare.right());
        if (left == null || right == null) {
            return;
        }
        if (left instanceof Average average) { // its bound is one for the sum
            left = average.sum();
            right = Objects.requireNonNull(Exact.times(right, average.count()));
        }
        seenOn |= Exact.equal(left, right);
        boolean holdsOn = !compare.operator().isStrict();
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
}
