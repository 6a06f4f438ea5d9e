package dev.docket.rules.explain;

import dev.docket.decision.rule.WouldNeed;
import dev.docket.rules.evaluate.CompiledCondition;
import dev.docket.rules.evaluate.CompiledPart;
import dev.docket.rules.evaluate.FieldAccess;
import dev.docket.rules.evaluate.Frame;
import dev.docket.rules.evaluate.Operands;
import dev.docket.rules.evaluate.Truth;
import dev.docket.rules.solve.Constraint;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what one value of one fact would have to be for that fact to count too, or no longer, where that is enough. */
record CountSolver(TotalSolver asked, CompiledPart.Match match, Frame frame) {
    static Optional<InputSolver.Found> best(TotalSolver asked, BigDecimal bound) {
        CompiledPart.Match match = asked.total().over().match();
        boolean restsOnDerived = match.tests().stream()
                .flatMap(test -> test.accesses().stream())
                .anyMatch(access -> access.read().field().isDerived());
        if (restsOnDerived) {
            return Optional.empty(); // a change of one fact could be felt by the others
        }
        CountSolver solver = new CountSolver(asked, match, asked.operands().frame());
        BigDecimal count = BigDecimal.valueOf(asked.counted().size());
        Optional<InputSolver.Found> more =
                asked.operator().holds(count.add(BigDecimal.ONE).compareTo(bound))
                        ? solver.oneMore()
                        : Optional.empty();
        return more.isEmpty()
                        && asked.operator().holds(count.subtract(BigDecimal.ONE).compareTo(bound))
                ? solver.oneFewer()
                : more;
    }

    private Optional<InputSolver.Found> oneMore() {
        List<?> candidates = Objects.requireNonNull(asked.total().over().candidates(frame));
        for (int i = 0; i < candidates.size(); i++) {
            if (match.given(frame, candidates.get(i)) == Truth.FALSE) {
                asked.places().note(match, asked.lineIndex(), i);
                List<CompiledCondition> unmet = match.tests().stream()
                        .filter(test -> test.test(frame) != Truth.TRUE)
                        .toList();
                Optional<InputSolver.Found> found = unmet.size() == 1 ? change(unmet.get(0), true) : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<InputSolver.Found> oneFewer() {
        List<?> candidates = Objects.requireNonNull(asked.total().over().candidates(frame));
        for (int fact : asked.counted()) {
            match.given(frame, candidates.get(fact));
            asked.places().note(match, asked.lineIndex(), fact);
            for (CompiledCondition met : match.tests()) {
                Optional<InputSolver.Found> found = change(met, false);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** A change of a field of the fact itself that makes a condition hold, and leaves the others so, or makes it fail. */
    private Optional<InputSolver.Found> change(CompiledCondition condition, boolean holds) {
        for (FieldAccess access : condition.accesses()) {
            Input input = access.slot() == match.slot() ? Input.of(access, asked.places()) : null;
            if (input != null && !input.influences(asked.other())) {
                List<Constraint> constraints = holds ? kept(input) : failing(input, condition);
                WouldNeed.Range range = constraints.isEmpty() ? null : InputSolver.range(input, constraints);
                if (range != null) {
                    return Optional.of(new InputSolver.Found(input, new WouldNeed(input.path(), range, false)));
                }
            }
        }
        return Optional.empty();
    }

    /** What all conditions that the input touches ask of it; nothing where that cannot be said. */
    private List<Constraint> kept(Input input) {
        List<Constraint> all = new ArrayList<>();
        for (CompiledCondition condition : match.tests()) {
            if (input.influences(condition.condition())) {
                Constraint constraint = constraint(input, condition);
                Constraint solved = constraint == null ? null : constraint.solved();
                if (solved == null) {
                    return List.of();
                }
                all.add(solved);
            }
        }
        return all;
    }

    private List<Constraint> failing(Input input, CompiledCondition condition) {
        Constraint constraint = constraint(input, condition);
        Constraint opposite = constraint == null ? null : constraint.negated();
        Constraint solved = opposite == null ? null : opposite.solved();
        return solved == null ? List.of() : List.of(solved);
    }

    private @Nullable Constraint constraint(Input input, CompiledCondition condition) {
        Constraint constraint = Constraint.of(
                condition.condition(), new OneInput(input, new Operands(condition, frame), asked.places()));
        return constraint instanceof Constraint.Presence ? null : constraint;
    }
}
