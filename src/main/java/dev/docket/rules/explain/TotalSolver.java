package dev.docket.rules.explain;

import dev.docket.decision.rule.WouldNeed;
import dev.docket.rules.evaluate.CompiledPart;
import dev.docket.rules.evaluate.FieldAccess;
import dev.docket.rules.evaluate.Operands;
import dev.docket.rules.language.Comparison;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.Totalled;
import dev.docket.rules.solve.Quantity;
import dev.docket.rules.solve.ValueSet;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what one value would have to be for a total to meet a condition, every other value as it is. Only a single bound is
 * named, and nothing where more than this condition could depend on the value.
 *
 * @param counted the facts that count, by their number among all
 * @param operator how the total is held against the other side
 */
record TotalSolver(
        CompiledPart.Accumulate total,
        List<Integer> counted,
        Operands operands,
        Places places,
        int lineIndex,
        Comparison operator,
        Expr other) {
    /** A change of one fact: its value must stand in this relation to the bound. */
    private record Change(int fact, BigDecimal bound) {}

    /** What makes the condition hold. */
    static Optional<InputSolver.Found> best(
            CompiledPart.Accumulate total, List<Integer> counted, Operands operands, Places places, int lineIndex) {
        return best(total, counted, operands, places, lineIndex, true);
    }

    /** What makes the condition fail. */
    static Optional<InputSolver.Found> failing(
            CompiledPart.Accumulate total, List<Integer> counted, Operands operands, Places places, int lineIndex) {
        return best(total, counted, operands, places, lineIndex, false);
    }

    private static Optional<InputSolver.Found> best(
            CompiledPart.Accumulate total,
            List<Integer> counted,
            Operands operands,
            Places places,
            int lineIndex,
            boolean holds) {
        if (!(operands.condition().condition() instanceof Condition.Compare compare)) {
            return Optional.empty();
        }
        boolean isLeft = isTotal(compare.left());
        Expr other = isLeft ? compare.right() : compare.left();
        Object value = operands.value(other);
        BigDecimal bound = value == null ? null : Quantity.of(value);
        if (bound == null || !isTotal(isLeft ? compare.left() : compare.right())) {
            return Optional.empty();
        }
        Comparison held = isLeft ? compare.operator() : compare.operator().flipped();
        Comparison operator = holds ? held : held.negated();
        TotalSolver solver = new TotalSolver(total, counted, operands, places, lineIndex, operator, other);
        return total.part().total() == Totalled.Total.COUNT
                ? CountSolver.best(solver, bound)
                : operator.isEquality() ? Optional.empty() : solver.ofValue(bound);
    }

    private static boolean isTotal(Expr side) {
        return side instanceof Expr.Read read && read.fact().equals(Totalled.FACT);
    }

    private Optional<InputSolver.Found> ofValue(BigDecimal bound) {
        if (!(total.part().value() instanceof Expr.Read value)
                || value.field().isDerived()
                || reads(other, value)
                || isTested(value)
                || counted.isEmpty()) {
            return Optional.empty();
        }
        Change change =
                switch (total.part().total()) {
                    case SUM -> moved(value, bound);
                    case AVERAGE -> moved(value, bound.multiply(BigDecimal.valueOf(counted.size())));
                    case MAX -> operator.isUpper() ? theOnlyOther(value, bound) : new Change(largest(value), bound);
                    case MIN -> operator.isUpper() ? new Change(smallest(value), bound) : theOnlyOther(value, bound);
                    case COUNT -> null;
                };
        return change == null ? Optional.empty() : found(value, change);
    }

    private Optional<InputSolver.Found> found(Expr.Read value, Change change) {
        places.note(total.over().match(), lineIndex, change.fact());
        Input input = Input.of(new FieldAccess(value, total.over().match().slot(), List.of()), places);
        if (input == null
                || new ValueSet()
                        .within(value.field().domain(), input.isWhole())
                        .number(operator, change.bound(), input.isWhole())
                        .isEmpty()) {
            return Optional.empty();
        }
        Object end = Quantity.value(change.bound(), value.type());
        WouldNeed.Range range = operator.isUpper()
                ? new WouldNeed.Range.Between(null, false, end, !operator.isStrict())
                : new WouldNeed.Range.Between(end, !operator.isStrict(), null, false);
        return Optional.of(new InputSolver.Found(input, new WouldNeed(input.path(), range, false)));
    }

    /** The largest value, where all others leave it as much of the sum as it needs. */
    private Change moved(Expr.Read value, BigDecimal sum) {
        BigDecimal all = counted.stream().map(fact -> amount(value, fact)).reduce(BigDecimal.ZERO, BigDecimal::add);
        int fact = largest(value);
        return new Change(fact, sum.subtract(all).add(amount(value, fact)));
    }

    /** The only fact that does not meet the condition itself; null where there are more. */
    private @Nullable Change theOnlyOther(Expr.Read value, BigDecimal bound) {
        List<Integer> others = counted.stream()
                .filter(fact -> !operator.holds(amount(value, fact).compareTo(bound)))
                .toList();
        return others.size() == 1 ? new Change(others.get(0), bound) : null;
    }

    private int largest(Expr.Read value) {
        // The first of equal ones, as they stand in the request.
        return counted.stream()
                .min(Comparator.<Integer, BigDecimal>comparing(fact -> amount(value, fact))
                        .reversed())
                .orElseThrow();
    }

    private int smallest(Expr.Read value) {
        return counted.stream()
                .min(Comparator.comparing(fact -> amount(value, fact)))
                .orElseThrow();
    }

    private BigDecimal amount(Expr.Read value, int fact) {
        List<?> candidates = Objects.requireNonNull(total.over().candidates(operands.frame()));
        return Objects.requireNonNull(
                Quantity.of(Objects.requireNonNull(value.field().value(candidates.get(fact)))));
    }

    /** Whether another value could change which facts count; that there is one does not change. */
    private boolean isTested(Expr.Read value) {
        return total.part().match().conditions().stream()
                .filter(condition -> !(condition instanceof Condition.Presence presence && presence.present()))
                .flatMap(condition -> condition.expressions().stream())
                .anyMatch(expression -> reads(expression, value));
    }

    private static boolean reads(Expr expression, Expr.Read value) {
        return expression
                .reads()
                .anyMatch(read -> read.field().isDerived()
                        || (read.fact().equals(value.fact())
                                && read.field().name().equals(value.field().name())));
    }
}
