package dev.docket.rules.evaluate;

import dev.docket.order.RequestPath;
import dev.docket.order.constraint.LowerBound;
import dev.docket.rules.exact.Totals;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Part;
import dev.docket.rules.vocabulary.FactType;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A part of a compiled rule; says what is known of it. */
public sealed interface CompiledPart {
    Truth test(Frame frame);

    /** What it says, for people. */
    String text();

    /** Every condition in it. */
    Stream<CompiledCondition> conditions();

    /** Where in the request the fields stand that its conditions read, each once. */
    default List<RequestPath> paths() {
        return conditions().flatMap(test -> test.paths().stream()).distinct().toList();
    }

    /** The same part without one condition. */
    CompiledPart without(CompiledCondition condition);

    /**
     * A fact that meets conditions.
     *
     * @param slot where the fact goes
     * @param source how it is found, or null for a fact of the request
     * @param text as the interface says, composed once
     * @param paths as the interface says, found once
     */
    record Match(
            Part.Match match,
            int slot,
            @Nullable FieldAccess source,
            List<CompiledCondition> tests,
            String text,
            List<RequestPath> paths)
            implements CompiledPart {
        public static Match of(
                Part.Match match, int slot, @Nullable FieldAccess source, List<CompiledCondition> tests) {
            String text = match.type().name()
                    + match.conditions().stream().map(Condition::text).collect(Collectors.joining(", ", "( ", " )"));
            List<RequestPath> paths = tests.stream()
                    .flatMap(test -> test.paths().stream())
                    .distinct()
                    .toList();
            return new Match(match, slot, source, tests, text, paths);
        }

        @Override
        public Truth test(Frame frame) {
            if (source != null) {
                frame.facts().budget().steps(1 + source.cost(frame));
            }
            if (source == null) {
                frame.slots()[slot] = match.type().kind() == FactType.Kind.LINE
                        ? line(frame)
                        : frame.facts().single(match.type());
                return conditionsHold(frame);
            }
            if (source.isSourceOpen(frame) && (source.read().field().isDerived() || source.value(frame) != null)) {
                return source.value(frame) instanceof LowerBound bound ? given(frame, bound) : Truth.OPEN;
            }
            Object found = source.value(frame);
            if (found == null && source.read().field().isDerived()) {
                return Truth.FALSE;
            }
            return given(frame, found);
        }

        private static Object line(Frame frame) {
            return frame.facts()
                    .lines()
                    .get(Objects.requireNonNull(frame.line()).index());
        }

        /** The truth of the conditions for a fact; open instead of false while its numbers may still grow. */
        public Truth given(Frame frame, @Nullable Object fact) {
            frame.slots()[slot] = fact;
            Truth holds = conditionsHold(frame);
            return holds == Truth.FALSE && fact instanceof LowerBound bound && !bound.isComplete() ? Truth.OPEN : holds;
        }

        private Truth conditionsHold(Frame frame) {
            if (tests.isEmpty()) {
                return frame.fact(slot) == null ? Truth.OPEN : Truth.TRUE;
            }
            Truth all = Truth.TRUE;
            for (int i = 0; i < tests.size(); i++) {
                frame.facts().budget().steps(tests.get(i).cost(frame));
                all = all.and(tests.get(i).test(frame));
                if (all == Truth.FALSE) {
                    return all;
                }
            }
            return all;
        }

        /** The first condition that does not hold, or null. */
        @Nullable
        public CompiledCondition firstFailing(Frame frame) {
            for (CompiledCondition test : tests) {
                if (test.test(frame) == Truth.FALSE) {
                    return test;
                }
            }
            return null;
        }

        @Override
        public Stream<CompiledCondition> conditions() {
            return tests.stream();
        }

        @Override
        public Match without(CompiledCondition condition) {
            return of(
                    match,
                    slot,
                    source,
                    tests.stream().filter(test -> !test.equals(condition)).toList());
        }
    }

    /** At least one fact that meets conditions. */
    record Exists(Match match) implements CompiledPart {
        @Override
        public Truth test(Frame frame) {
            List<?> candidates = candidates(frame);
            if (candidates == null) {
                return Truth.OPEN;
            }
            Truth any = Truth.FALSE;
            for (int i = 0; i < candidates.size() && any != Truth.TRUE; i++) {
                any = any.or(match.given(frame, candidates.get(i)));
            }
            return any;
        }

        /** Whether it looks at the one fact of its type, which is then its only candidate, or null when it is absent. */
        public boolean isSingle() {
            return match.source() == null && match.match().type().kind() != FactType.Kind.LINE;
        }

        /** What it looks through, or null while that is absent. */
        @Nullable
        public List<?> candidates(Frame frame) {
            if (match.source() == null) {
                return isSingle()
                        ? Collections.singletonList(
                                frame.facts().single(match.match().type()))
                        : frame.facts().lines();
            }
            return match.source().value(frame) instanceof List<?> list ? list : null;
        }

        @Override
        public String text() {
            return "exists " + match.text();
        }

        @Override
        public List<RequestPath> paths() {
            return match.paths();
        }

        @Override
        public Stream<CompiledCondition> conditions() {
            return match.conditions();
        }

        @Override
        public Exists without(CompiledCondition condition) {
            return new Exists(match.without(condition));
        }
    }

    /**
     * A total over facts that meet conditions.
     *
     * @param value what is totalled, of the fact in the slot of {@code over}; anything where facts are only counted
     * @param asks what is asked of the total
     */
    record Accumulate(Part.Accumulate part, Exists over, Function<Frame, @Nullable Object> value, Match asks)
            implements CompiledPart {
        @Override
        public Truth test(Frame frame) {
            List<?> candidates = over.candidates(frame);
            if (candidates == null) {
                return Truth.OPEN;
            }
            Totals totals = new Totals();
            for (int i = 0; i < candidates.size(); i++) {
                Truth belongs = over.match().given(frame, candidates.get(i));
                Object found = belongs == Truth.TRUE ? value.apply(frame) : null;
                if (belongs == Truth.OPEN || (belongs == Truth.TRUE && found == null)) {
                    return Truth.OPEN; // what is not known could change the total to any other
                }
                if (found != null) {
                    frame.facts().budget().steps(1);
                    totals.add(found);
                }
            }
            return asks.given(frame, totals.totalled());
        }

        /** The facts that count, in their order, by their number among all. */
        public List<Integer> counted(Frame frame) {
            List<?> candidates = Objects.requireNonNull(over.candidates(frame));
            return IntStream.range(0, candidates.size())
                    .filter(i -> over.match().given(frame, candidates.get(i)) == Truth.TRUE)
                    .boxed()
                    .toList();
        }

        @Override
        public String text() {
            return "accumulate( %s; %s )"
                    .formatted(
                            over.match().text(),
                            asks.match().conditions().stream()
                                    .map(Condition::text)
                                    .collect(Collectors.joining(", ")));
        }

        @Override
        public Stream<CompiledCondition> conditions() {
            return Stream.concat(over.conditions(), asks.conditions());
        }

        @Override
        public Accumulate without(CompiledCondition condition) {
            return new Accumulate(part, over.without(condition), value, asks.without(condition));
        }
    }

    /** No fact that meets conditions. */
    record None(Exists exists) implements CompiledPart {
        @Override
        public Truth test(Frame frame) {
            return exists.test(frame).not();
        }

        @Override
        public String text() {
            return "not " + exists.match().text();
        }

        @Override
        public List<RequestPath> paths() {
            return exists.paths();
        }

        @Override
        public Stream<CompiledCondition> conditions() {
            return exists.conditions();
        }

        @Override
        public None without(CompiledCondition condition) {
            return new None(exists.without(condition));
        }
    }

    /** At least one of these. */
    record AnyOf(List<CompiledPart> alternatives) implements CompiledPart {
        @Override
        public Truth test(Frame frame) {
            Truth any = Truth.FALSE;
            for (int i = 0; i < alternatives.size() && any != Truth.TRUE; i++) {
                any = any.or(alternatives.get(i).test(frame));
            }
            return any;
        }

        @Override
        public String text() {
            return alternatives.stream().map(CompiledPart::text).collect(Collectors.joining(" or "));
        }

        @Override
        public Stream<CompiledCondition> conditions() {
            return alternatives.stream().flatMap(CompiledPart::conditions);
        }

        @Override
        public AnyOf without(CompiledCondition condition) {
            return new AnyOf(alternatives.stream()
                    .map(alternative -> alternative.without(condition))
                    .toList());
        }
    }
}
