package dev.docket.rules.cases;

import dev.docket.decision.rule.ChosenValue;
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
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Which sides of a threshold were seen: exactly on it, and just across on the side that decides otherwise. */
final class Boundary {
    private static final BigDecimal SMALL_SHARE = new BigDecimal("0.01");
    private static final Duration SMALL_TIME = Duration.ofMinutes(1);

    private final Condition.Compare compare;
    private final SortedMap<String, Sides> byVariant = new TreeMap<>();
    private final List<String> varying;

    private static final class Sides {
        private boolean on;
        private boolean across;
    }

    /**
     * Nothing seen yet.
     *
     * @param variants by parameter of the comparison that differs by order, what its values are called
     */
    Boundary(Condition.Compare compare, SortedMap<String, SortedSet<String>> variants) {
        this.compare = compare;
        this.varying = List.copyOf(variants.keySet());
        variants.forEach((name, labels) -> labels.forEach(label -> byVariant.put(key(name, label), new Sides())));
        if (variants.isEmpty()) {
            byVariant.put("", new Sides());
        }
    }

    private static String key(String parameter, String variant) {
        return " for the value of %s at %s".formatted(parameter, variant);
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
        boolean on = Exact.equal(left, right);
        boolean holdsOn = !compare.operator().isStrict();
        boolean across = isNear(left, right) && (condition.test(frame) == Truth.TRUE) != holdsOn;
        see("", on, across);
        for (String name : varying) {
            ChosenValue choice = frame.facts().parameters().choice(name);
            if (choice != null) {
                see(key(name, choice.variant()), on, across);
            }
        }
    }

    private void see(String key, boolean on, boolean across) {
        Sides sides = byVariant.get(key);
        if (sides != null) {
            sides.on |= on;
            sides.across |= across;
        }
    }

    /** What was not seen, in words: on which side, and of which value. */
    SortedMap<String, String> lacks() {
        SortedMap<String, String> lacks = new TreeMap<>();
        byVariant.forEach((variant, seen) -> {
            if (!seen.on || !seen.across) {
                lacks.put(
                        variant,
                        seen.on
                                ? "just across the threshold"
                                : seen.across ? "exactly on the threshold" : "on or just across the threshold");
            }
        });
        return lacks;
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
