package dev.docket.rules.explain;

import dev.docket.decision.rule.WouldNeed;
import dev.docket.rules.evaluate.CompiledPart;
import dev.docket.rules.evaluate.Exact;
import dev.docket.rules.evaluate.FieldAccess;
import dev.docket.rules.evaluate.Operands;
import dev.docket.rules.language.Comparison;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.Totalled;
import dev.docket.rules.solve.ValueSet;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what one value would have to be for a sum to meet a condition, every other value as it is. */
final class TotalSolver {
    private TotalSolver() {}

    /** A change of the largest value; none where more than this condition could depend on it. */
    static Optional<InputSolver.Found> best(
            CompiledPart.Accumulate total, List<Integer> counted, Operands operands, Places places, int lineIndex) {
        if (total.part().total() != Totalled.Total.SUM
                || !(total.part().value() instanceof Expr.Read value)
                || value.field().isDerived()
                || !(operands.condition().condition() instanceof Condition.Compare compare)
                || !(compare.left() instanceof Expr.Read)
                || compare.operator().isEquality()
                || reads(compare.right(), value)
                || isTested(total, value)) {
            return Optional.empty();
        }
        List<?> candidates = Objects.requireNonNull(total.over().candidates(operands.frame()));
        int largest = -1;
        for (int each : counted) {
            boolean isLarger = largest < 0
                    || Exact.greater(amount(value, candidates.get(each)), amount(value, candidates.get(largest)));
            largest = isLarger ? each : largest;
        }
        BigDecimal bound = Exact.plus(operands.value(compare.right()), BigDecimal.ZERO);
        BigDecimal sum = Exact.plus(operands.value(compare.left()), BigDecimal.ZERO);
        if (largest < 0 || bound == null || sum == null) {
            return Optional.empty();
        }
        places.note(total.over().match(), lineIndex, largest);
        Input input = Input.of(new FieldAccess(value, total.over().match().slot(), List.of()), places);
        BigDecimal end = bound.subtract(sum).add(Exact.plus(amount(value, candidates.get(largest)), BigDecimal.ZERO));
        if (input == null
                || new ValueSet()
                        .within(value.field().domain(), input.isWhole())
                        .number(compare.operator(), end, input.isWhole())
                        .isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new InputSolver.Found(input, new WouldNeed(input.path(), range(compare.operator(), end), false)));
    }

    private static WouldNeed.Range range(Comparison operator, BigDecimal end) {
        return operator.isUpper()
                ? new WouldNeed.Range.Between(null, false, end, !operator.isStrict())
                : new WouldNeed.Range.Between(end, !operator.isStrict(), null, false);
    }

    private static @Nullable Object amount(Expr.Read value, Object fact) {
        return value.field().value(fact);
    }

    /** Whether another value could change which facts count. */
    private static boolean isTested(CompiledPart.Accumulate total, Expr.Read value) {
        return total.part().match().conditions().stream()
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
