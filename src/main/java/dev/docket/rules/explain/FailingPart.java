package dev.docket.rules.explain;

import dev.docket.decision.rule.WouldNeed;
import dev.docket.rules.evaluate.CompiledCondition;
import dev.docket.rules.evaluate.CompiledPart;
import dev.docket.rules.evaluate.CompiledRule;
import dev.docket.rules.evaluate.FieldAccess;
import dev.docket.rules.evaluate.Frame;
import dev.docket.rules.evaluate.Operands;
import dev.docket.rules.evaluate.Truth;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.solve.Constraint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds for a part that holds what one input would have to be for it to fail, every other one as it is. */
record FailingPart(Frame frame, Places places, int lineIndex) {
    /** A list that is longer is only looked at where one fact of it decides. */
    private static final int MOST_CANDIDATES = 200;

    /** As many facts as are named that must not be there, and would be. */
    private static final int MOST_INTRUDERS = 2;

    static FailingPart of(CompiledRule rule, Frame frame) {
        int lineIndex = CompiledRule.lineIndex(frame.line());
        return new FailingPart(frame, Places.of(rule, RuleExplainer.prepared(rule), frame), lineIndex);
    }

    List<InputSolver.Found> found(CompiledPart part) {
        return switch (part) {
            case CompiledPart.Match match -> each(match, inputs(match));
            case CompiledPart.Exists exists -> ofExists(exists);
            case CompiledPart.None none -> ofNone(none.exists());
            case CompiledPart.Accumulate total -> ofTotal(total);
            case CompiledPart.AnyOf any -> ofAny(any.alternatives());
        };
    }

    /** One condition that fails is enough. */
    private List<InputSolver.Found> each(CompiledPart.Match match, Iterable<Input> inputs) {
        places.note(match, lineIndex, -1);
        List<InputSolver.Found> all = new ArrayList<>();
        for (Input input : inputs) {
            for (CompiledCondition condition : match.tests()) {
                add(all, input, failing(match, condition, input));
            }
        }
        return all;
    }

    private static void add(List<InputSolver.Found> all, Input input, WouldNeed.@Nullable Range range) {
        if (range != null) {
            all.add(new InputSolver.Found(input, new WouldNeed(input.path(), range, false)));
        }
    }

    private WouldNeed.@Nullable Range failing(CompiledPart.Match match, CompiledCondition condition, Input input) {
        if (condition.condition() instanceof Condition.Presence presence) {
            boolean isIt = !input.influencesSource(match.match())
                    && condition.accesses().stream().allMatch(access -> input.isReadBy(access, places));
            return !isIt ? null : presence.present() ? new WouldNeed.Range.Absent() : new WouldNeed.Range.Present();
        }
        Constraint opposite = opposite(match, condition, input);
        return opposite == null ? null : InputSolver.range(input, List.of(opposite));
    }

    /** What the input must be for a condition to fail, or null when that cannot be said. */
    private @Nullable Constraint opposite(CompiledPart.Match match, CompiledCondition condition, Input input) {
        if (input.influencesSource(match.match())
                || !input.influences(condition.condition())
                || condition.condition() instanceof Condition.Presence) {
            return null;
        }
        Constraint constraint = constraint(condition, input);
        Constraint opposite = constraint == null ? null : constraint.negated();
        return opposite == null ? null : opposite.solved();
    }

    private @Nullable Constraint constraint(CompiledCondition condition, Input input) {
        return Constraint.of(condition.condition(), new OneInput(input, new Operands(condition, frame), places));
    }

    private SequencedSet<Input> inputs(CompiledPart.Match match) {
        places.note(match, lineIndex, -1);
        return inputs(match.tests().stream().flatMap(test -> test.accesses().stream()));
    }

    private SequencedSet<Input> inputs(Stream<FieldAccess> accesses) {
        SequencedSet<Input> inputs = new LinkedHashSet<>();
        accesses.forEach(access -> {
            Input input = Input.of(access, places);
            if (input != null) {
                inputs.add(input);
            }
        });
        return inputs;
    }

    private List<InputSolver.Found> ofExists(CompiledPart.Exists exists) {
        CompiledPart.Match match = exists.match();
        List<?> candidates = Objects.requireNonNull(exists.candidates(frame));
        if (exists.isSingle()) {
            match.given(frame, candidates.getFirst());
            return each(match, inputs(match));
        }
        List<InputSolver.Found> all = new ArrayList<>();
        int only = only(match, candidates);
        if (only >= 0 && !looksElsewhere(match)) {
            match.given(frame, candidates.get(only));
            places.note(match, lineIndex, only);
            for (Input input : inputs(own(match))) {
                for (CompiledCondition condition : match.tests()) {
                    add(all, input, failing(match, condition, input));
                }
            }
        }
        if (candidates.size() <= MOST_CANDIDATES) {
            for (Input input : inputs(others(match))) {
                for (CompiledCondition condition : match.tests()) {
                    add(all, input, failingForAll(match, candidates, condition, input));
                }
            }
        }
        return all;
    }

    private static Stream<FieldAccess> own(CompiledPart.Match match) {
        return match.tests().stream()
                .flatMap(test -> test.accesses().stream())
                .filter(access -> access.slot() == match.slot());
    }

    private static Stream<FieldAccess> others(CompiledPart.Match match) {
        return match.tests().stream()
                .flatMap(test -> test.accesses().stream())
                .filter(access -> access.slot() != match.slot());
    }

    /** Whether a condition holds its fact against others, of which it may be one. */
    private static boolean looksElsewhere(CompiledPart.Match match) {
        return others(match)
                        .anyMatch(access ->
                                access.read().fact().equals(match.match().type()))
                || match.tests().stream()
                        .flatMap(test -> test.condition().expressions().stream())
                        .flatMap(Expr::all)
                        .anyMatch(Expr.Whole.class::isInstance);
    }

    /** The one fact that meets all conditions, by its number; -1 where there are more. */
    private int only(CompiledPart.Match match, List<?> candidates) {
        int only = -1;
        for (int i = 0; i < candidates.size(); i++) {
            if (match.given(frame, candidates.get(i)) == Truth.TRUE) {
                if (only >= 0) {
                    return -1;
                }
                only = i;
            }
        }
        return only;
    }

    /** Where facts are held against an input that none of them has, it makes the same condition fail for each. */
    private WouldNeed.@Nullable Range failingForAll(
            CompiledPart.Match match, List<?> candidates, CompiledCondition condition, Input input) {
        List<Constraint> all = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            match.given(frame, candidates.get(i));
            places.note(match, lineIndex, i);
            Constraint opposite = opposite(match, condition, input);
            if (opposite == null) {
                return null;
            }
            all.add(opposite);
        }
        return all.isEmpty() ? null : InputSolver.range(input, all);
    }

    /** A fact that must not be there, and would be. */
    private List<InputSolver.Found> ofNone(CompiledPart.Exists exists) {
        CompiledPart.Match match = exists.match();
        List<?> candidates = Objects.requireNonNull(exists.candidates(frame));
        List<InputSolver.Found> all = new ArrayList<>();
        for (int i = 0; i < candidates.size() && all.size() < MOST_INTRUDERS; i++) {
            match.given(frame, candidates.get(i));
            places.note(match, lineIndex, exists.isSingle() ? -1 : i);
            List<CompiledCondition> unmet = match.tests().stream()
                    .filter(test -> test.test(frame) != Truth.TRUE)
                    .toList();
            if (!unmet.isEmpty()) {
                for (Input input : inputs(unmet.getFirst().accesses().stream())) {
                    add(all, input, holding(match, unmet, input));
                }
            }
        }
        return all;
    }

    /** What the input must be for all conditions to hold, or null when that cannot be said. */
    private WouldNeed.@Nullable Range holding(CompiledPart.Match match, List<CompiledCondition> unmet, Input input) {
        if (input.influencesSource(match.match())) {
            return null;
        }
        List<Constraint> all = new ArrayList<>();
        for (CompiledCondition condition : match.tests()) {
            if (input.influences(condition.condition())) {
                Constraint constraint = constraint(condition, input);
                boolean mustBeAbsent = constraint instanceof Constraint.Presence presence && !presence.present();
                Constraint solved = constraint == null || mustBeAbsent ? null : constraint.solved();
                if (solved == null) {
                    return null;
                }
                all.add(solved);
            } else if (unmet.contains(condition)) {
                return null;
            }
        }
        return InputSolver.range(input, all);
    }

    private List<InputSolver.Found> ofTotal(CompiledPart.Accumulate total) {
        List<InputSolver.Found> all = new ArrayList<>();
        List<Integer> counted = total.counted(frame);
        for (CompiledCondition asked : total.asks().tests()) {
            total.test(frame); // the facts that were looked at last are not those of the total
            TotalSolver.failing(total, counted, new Operands(asked, frame), places, lineIndex)
                    .ifPresent(all::add);
        }
        return all;
    }

    private List<InputSolver.Found> ofAny(List<CompiledPart> alternatives) {
        List<CompiledPart> holding = alternatives.stream()
                .filter(part -> part.test(frame) == Truth.TRUE)
                .toList();
        List<CompiledPart> others =
                alternatives.stream().filter(part -> !holding.contains(part)).toList();
        List<InputSolver.Found> all = holding.size() == 1 ? found(holding.getFirst()) : allAtOnce(holding);
        return all.stream()
                .filter(found -> others.stream().noneMatch(other -> isTouched(found.input(), other)))
                .toList();
    }

    /** Where several alternatives hold, an input of all of them that makes one condition of each fail. */
    private List<InputSolver.Found> allAtOnce(List<CompiledPart> holding) {
        List<InputSolver.Found> all = new ArrayList<>();
        if (holding.getFirst() instanceof CompiledPart.Match first) {
            for (Input input : inputs(first)) {
                List<Constraint> constraints = new ArrayList<>();
                holding.forEach(part -> firstOpposite(part, input, constraints));
                if (constraints.size() == holding.size()) {
                    add(all, input, InputSolver.range(input, constraints));
                }
            }
        }
        return all;
    }

    private void firstOpposite(CompiledPart part, Input input, List<Constraint> constraints) {
        if (part instanceof CompiledPart.Match match) {
            places.note(match, lineIndex, -1);
            match.tests().stream()
                    .map(condition -> opposite(match, condition, input))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(constraints::add);
        }
    }

    private static boolean isTouched(Input input, CompiledPart part) {
        return switch (part) {
            case CompiledPart.Match match -> input.influences(match.match());
            case CompiledPart.Exists exists -> input.influences(exists.match().match());
            case CompiledPart.None none ->
                input.influences(none.exists().match().match());
            case CompiledPart.Accumulate total -> input.influences(total.part());
            case CompiledPart.AnyOf any -> any.alternatives().stream().anyMatch(one -> isTouched(input, one));
        };
    }
}
