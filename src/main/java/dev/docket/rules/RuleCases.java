package dev.docket.rules;

import dev.docket.rules.cases.Expectation;
import dev.docket.rules.cases.ExpectationReader;
import dev.docket.rules.cases.PolicyCase;
import dev.docket.rules.evaluate.CompiledRule;
import dev.docket.rules.language.ParsedRule;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * The cases that speak of one rule.
 *
 * @param source the rule's location, such as {@code credit.drl:14}
 * @param fires the cases in which it fires
 * @param doesNotFire those in which it ran and did not match
 * @param isNotEvaluated those in which a field that it needs is absent
 * @param mayBeOpen whether it needs a field that may be absent
 */
public record RuleCases(
        String ruleId,
        String source,
        List<Reference> fires,
        List<Reference> doesNotFire,
        List<Reference> isNotEvaluated,
        boolean mayBeOpen) {
    /** A case by its name and where it stands, relative to the rule folder. */
    public record Reference(String name, String file, int line) {}

    static List<RuleCases> of(List<CompiledRule> rules, List<PolicyCase> cases) {
        return rules.stream()
                .map(rule -> of(rule.rule(), cases, !rule.inputs().needed().isEmpty()))
                .toList();
    }

    private static RuleCases of(ParsedRule rule, List<PolicyCase> cases, boolean mayBeOpen) {
        return new RuleCases(
                rule.id(),
                rule.source(),
                naming(rule, cases, expect -> expect.list("fired").items().keySet()),
                naming(rule, cases, expect -> expect.list("notFired").items().keySet()),
                naming(rule, cases, expect -> expect.notEvaluated().keySet()),
                mayBeOpen);
    }

    private static List<Reference> naming(
            ParsedRule rule, List<PolicyCase> cases, Function<Expectation, Collection<String>> names) {
        return cases.stream()
                .filter(example -> names.apply(example.expect()).stream()
                        .anyMatch(name -> ExpectationReader.withoutLine(name).equals(rule.id())))
                .map(example -> new Reference(example.name(), example.file(), example.line()))
                .toList();
    }
}
