package dev.docket.decision;

import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.Effect;
import dev.docket.decision.rule.Findings;
import dev.docket.decision.rule.LineRef;
import dev.docket.decision.rule.Verdict;
import dev.docket.decision.taxonomy.ActionCatalogue;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.taxonomy.Taxonomy;
import dev.docket.decision.urgency.Opinion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Why a disposition is what it is: all that asks for it on its own, so that it stays until the last of them is gone.
 *
 * @param rules those whose standing effects ask for it, by id and line; none where it is RELEASE
 * @param others what asks for it that is no rule: {@code rule-error}, {@code policy-gap}, {@code classifier}
 * @param fired every rule that fired
 */
public record Grounds(
        Disposition disposition, SequencedSet<RuleAt> rules, List<String> others, SequencedSet<RuleAt> fired) {
    /** A rule, for the order or for one line. */
    public record RuleAt(RuleId ruleId, @Nullable LineRef line) {}

    static Grounds of(
            Disposition disposition,
            Findings findings,
            Opinion opinion,
            double reviewProbability,
            Taxonomy taxonomy,
            ActionCatalogue actions) {
        SequencedSet<RuleAt> fired = new LinkedHashSet<>();
        findings.rules().stream()
                .filter(rule -> rule.verdict() == Verdict.FIRED)
                .forEach(rule -> fired.add(new RuleAt(rule.ruleId(), rule.line())));
        SequencedSet<RuleAt> rules = new LinkedHashSet<>();
        List<String> others = new ArrayList<>();
        if (disposition != Disposition.RELEASE) {
            Map<RuleAt, List<Effect>> effects = byRule(findings.effects());
            fired.stream()
                    .filter(rule ->
                            alone(effects.getOrDefault(rule, List.of()), findings, taxonomy, actions) == disposition)
                    .forEach(rules::add);
            Ledger nothing = Ledger.of(List.of(), taxonomy, actions);
            if (new Arbiter().rules(nothing, findings.failedRules()).disposition() == disposition) {
                others.add("rule-error");
            }
            if (new Arbiter().gaps(findings.gaps()).disposition() == disposition) {
                others.add("policy-gap");
            }
            if (new Arbiter().classifier(opinion, reviewProbability).disposition() == disposition) {
                others.add(Step.CLASSIFIER);
            }
        }
        return new Grounds(disposition, rules, List.copyOf(others), fired);
    }

    private static Map<RuleAt, List<Effect>> byRule(List<Effect> effects) {
        Map<RuleAt, List<Effect>> byRule = new LinkedHashMap<>();
        effects.stream().filter(effect -> !(effect instanceof Effect.Waiver)).forEach(effect -> byRule.computeIfAbsent(
                        new RuleAt(effect.ruleId(), lineOf(effect)), rule -> new ArrayList<>())
                .add(effect));
        return byRule;
    }

    private static @Nullable LineRef lineOf(Effect effect) {
        return switch (effect) {
            case Effect.Exceptional exceptional -> exceptional.line();
            case Effect.Action action -> action.line();
            case Effect.Approval approval -> approval.line();
            case Effect.Waiver waiver -> null;
        };
    }

    /** What one rule alone asks for, after all waivers. */
    private static Disposition alone(
            List<Effect> effects, Findings findings, Taxonomy taxonomy, ActionCatalogue actions) {
        List<Effect> withWaivers = new ArrayList<>(effects);
        findings.effects().stream().filter(Effect.Waiver.class::isInstance).forEach(withWaivers::add);
        return new Arbiter()
                .rules(Ledger.of(withWaivers, taxonomy, actions), List.of())
                .disposition();
    }
}
