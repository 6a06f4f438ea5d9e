package dev.docket.rules.cases;

import dev.docket.decision.Standing;
import dev.docket.decision.rule.LineRef;
import dev.docket.decision.rule.Verdict;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.data.ParameterBook;
import dev.docket.rules.evaluate.CompiledCondition;
import dev.docket.rules.evaluate.CompiledPart;
import dev.docket.rules.evaluate.CompiledRule;
import dev.docket.rules.evaluate.Facts;
import dev.docket.rules.evaluate.Frame;
import dev.docket.rules.evaluate.Truth;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the cases say of each rule, and what they leave unsaid.
 *
 * <p>A condition counts as proved when some case would end otherwise for its rule without it. A threshold is proved by a
 * case that stands exactly on it and one that lies just across.
 */
public final class Coverage {
    private final List<CompiledRule> rules;
    private final ParameterBook parameters;
    private final List<PolicyCase> cases;
    private final Function<OrderSnapshot, Standing> standing;

    /**
     * What is unsaid.
     *
     * @param failures rules without their cases
     * @param findings conditions and thresholds that no case proves
     */
    public record Result(List<RuleProblem> failures, List<RuleProblem> findings) {}

    /**
     * Measures nothing yet.
     *
     * @param standing what the rules leave standing of an order, for the rules across exceptions
     */
    public Coverage(
            List<CompiledRule> rules,
            ParameterBook parameters,
            List<PolicyCase> cases,
            Function<OrderSnapshot, Standing> standing) {
        this.standing = standing;
        this.rules = rules;
        this.parameters = parameters;
        this.cases = cases;
    }

    public Result measure() {
        Collection<RuleProblem> failures = new TreeSet<>();
        Collection<RuleProblem> findings = new TreeSet<>();
        for (CompiledRule rule : rules) {
            lacking(rule, failures);
            unproved(rule, findings);
        }
        return new Result(List.copyOf(failures), List.copyOf(findings));
    }

    private void lacking(CompiledRule rule, Collection<RuleProblem> failures) {
        List<String> lacks = new ArrayList<>();
        if (cases.stream().noneMatch(example -> names(rule, example.expect().list("fired")))) {
            lacks.add("fires");
        }
        if (cases.stream().noneMatch(example -> names(rule, example.expect().list("notFired")))) {
            lacks.add("does not fire (notFired)");
        }
        boolean mayBeOpen = !rule.inputs().needed().isEmpty();
        if (mayBeOpen
                && cases.stream()
                        .flatMap(example -> example.expect().notEvaluated().keySet().stream())
                        .noneMatch(name -> isOf(rule, name))) {
            lacks.add("is not evaluated (notEvaluated)");
        }
        if (!lacks.isEmpty()) {
            failures.add(problem(
                    rule.rule().line(),
                    rule,
                    ErrorCode.NO_CASE,
                    "no case in which it %s".formatted(String.join(", nor one in which it ", lacks))));
        }
    }

    private static boolean names(CompiledRule rule, Expectation.Listed list) {
        return list.items().keySet().stream().anyMatch(name -> isOf(rule, name));
    }

    private static boolean isOf(CompiledRule rule, String name) {
        return ExpectationReader.withoutLine(name).equals(rule.rule().id());
    }

    private void unproved(CompiledRule rule, Collection<RuleProblem> findings) {
        List<Look> looks =
                cases.stream().flatMap(example -> looks(rule, example)).toList();
        Map<CompiledCondition, Boundary> boundaries = new LinkedHashMap<>();
        rule.parts().stream().flatMap(CompiledPart::conditions).forEach(condition -> {
            if (looks.stream().noneMatch(look -> look.isDecidedBy(rule, condition))) {
                findings.add(problem(
                        condition.condition().line(),
                        rule,
                        ErrorCode.IDLE_CONDITION,
                        "every case ends the same without the condition '%s'"
                                .formatted(condition.condition().text())));
            }
            if (condition.condition() instanceof Condition.Compare compare
                    && Boundary.hasOne(compare, rule.rule().origin())) {
                boundaries.put(condition, new Boundary(compare, variants(compare)));
            }
        });
        looks.forEach(look -> look.observe(rule, boundaries));
        boundaries.forEach((condition, boundary) -> boundary.lacks()
                .forEach((variant, lacks) -> findings.add(problem(
                        condition.condition().line(),
                        rule,
                        ErrorCode.NO_BOUNDARY,
                        "no case %s of '%s'%s"
                                .formatted(lacks, condition.condition().text(), variant)))));
    }

    /** What the values of the parameters in a comparison are called, where they differ by order. */
    private SortedMap<String, SortedSet<String>> variants(Condition.Compare compare) {
        SortedMap<String, SortedSet<String>> byParameter = new TreeMap<>();
        compare.expressions().stream().flatMap(Expr::all).forEach(expression -> {
            if (expression instanceof Expr.Parameter parameter
                    && !parameters.variants(parameter.name()).isEmpty()) {
                byParameter.put(parameter.name(), parameters.variants(parameter.name()));
            }
        });
        return byParameter;
    }

    private static RuleProblem problem(int line, CompiledRule rule, ErrorCode code, String message) {
        return new RuleProblem(
                rule.rule().file(),
                line,
                code,
                "rule '%s': %s".formatted(rule.rule().id(), message));
    }

    /** A rule's look at a case, or at one line of it. */
    private record Look(Facts facts, @Nullable LineRef line) {
        boolean isDecidedBy(CompiledRule rule, CompiledCondition condition) {
            return verdict(rule) != verdict(rule.without(condition));
        }

        private Verdict verdict(CompiledRule rule) {
            try {
                return rule.evaluate(facts, line).verdict();
            } catch (RuntimeException guarded) { // what the left-out condition guards may fail, and so it matters
                return Verdict.ERROR;
            }
        }

        void observe(CompiledRule rule, Map<CompiledCondition, Boundary> boundaries) {
            Frame frame = rule.frame(facts, line);
            rule.parts().forEach(part -> observe(part, frame, boundaries));
        }

        private void observe(CompiledPart part, Frame frame, Map<CompiledCondition, Boundary> boundaries) {
            part.test(frame);
            switch (part) {
                case CompiledPart.Match match -> observe(match, frame, boundaries);
                case CompiledPart.Exists exists -> {
                    List<?> candidates = exists.candidates(frame);
                    for (Object candidate : candidates == null ? List.of() : candidates) {
                        frame.slots()[exists.match().slot()] = candidate;
                        observe(exists.match(), frame, boundaries);
                    }
                }
                case CompiledPart.None none -> observe(none.exists(), frame, boundaries);
                case CompiledPart.Accumulate total -> {
                    observe(total.over(), frame, boundaries);
                    if (part.test(frame) != Truth.OPEN) {
                        observe(total.asks(), frame, boundaries);
                    }
                }
                case CompiledPart.AnyOf any ->
                    any.alternatives().forEach(alternative -> observe(alternative, frame, boundaries));
            }
        }

        private void observe(CompiledPart.Match match, Frame frame, Map<CompiledCondition, Boundary> boundaries) {
            for (CompiledCondition condition : match.tests()) {
                Boundary boundary = boundaries.get(condition);
                if (boundary != null && !condition.isOpen(frame)) {
                    boundary.see(condition, frame);
                }
            }
        }
    }

    private Stream<Look> looks(CompiledRule rule, PolicyCase example) {
        if (!rule.rule().checkpoints().contains(example.order().checkpoint())
                || !rule.rule().validity().covers(example.order().asOfDate())) {
            return Stream.of();
        }
        OrderSnapshot order =
                example.order().inZone(parameters.timeZoneAt(example.order().now()));
        Facts facts = new Facts(
                order,
                parameters.on(order.asOfDate()),
                rule.rule().isAcrossExceptions() ? standing.apply(order) : null);
        if (!rule.isPerLine()) {
            return Stream.of(new Look(facts, null));
        }
        return IntStream.range(0, facts.lines().size())
                .mapToObj(index -> new Look(
                        facts, new LineRef(index, facts.lines().get(index).lineId())));
    }
}
