package dev.docket.service.change;

import dev.docket.bundle.LoadedBundle;
import dev.docket.bundle.diff.PolicyChange;
import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.rule.RuleDescription;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a change touches, in the words that {@code rules/approvals.yaml} uses: {@code rule ID}, {@code code CODE}, {@code parameter
 * NAME}, {@code action TYPE}, {@code model NAME}, {@code file NAME}. A parameter touches every rule that uses it, rates and
 * calendars every rule that uses any, attributes and mappings every rule, and a rule every code that it raises or waives, before or after.
 */
final class Touched {
    private final SortedSet<String> words = new TreeSet<>();
    private final List<RuleDescription> rules;

    private Touched(LoadedBundle before, LoadedBundle after) {
        rules = Stream.concat(before.bundle().rules().stream(), after.bundle().rules().stream())
                .toList();
    }

    static SortedSet<String> of(List<PolicyChange> changes, LoadedBundle before, LoadedBundle after) {
        Touched touched = new Touched(before, after);
        changes.forEach(touched::add);
        // Whatever a comparison of policies passes over is a change of a file all the same.
        after.content()
                .manifest()
                .differencesFrom(before.content().manifest().text())
                .forEach(file -> touched.words.add("file " + file));
        return touched.words;
    }

    private void add(PolicyChange change) {
        switch (change.kind()) {
            case PARAMETER_ADDED, PARAMETER_REMOVED, PARAMETER_CHANGED -> {
                words.add("parameter " + change.subject());
                rules.stream()
                        .filter(rule -> rule.parameters().contains(change.subject()))
                        .forEach(this::rule);
            }
            case RULE_ADDED,
                    RULE_REMOVED,
                    RULE_CHANGED,
                    CONDITION_ADDED,
                    CONDITION_REMOVED,
                    CONDITION_CHANGED,
                    EFFECT_ADDED,
                    EFFECT_REMOVED -> {
                words.add("rule " + change.subject());
                rules.stream()
                        .filter(rule -> rule.ruleId().text().equals(change.subject()))
                        .forEach(this::rule);
            }
            case CODE_ADDED, CODE_REMOVED, CODE_CHANGED -> words.add("code " + change.subject());
            case ACTION_ADDED, ACTION_REMOVED, ACTION_CHANGED -> words.add("action " + change.subject());
            case MODEL_ADDED, MODEL_REMOVED, MODEL_CHANGED -> words.add("model " + change.subject());
            // They convert limits, or say on which days others hold: whatever compares with a parameter may decide
            // otherwise.
            case RATE_CHANGED, CALENDAR_CHANGED ->
                rules.stream().filter(rule -> !rule.parameters().isEmpty()).forEach(this::rule);
            // They say what orders look like before any rule sees them: a mapping can leave out what would have held an
            // order.
            case ATTRIBUTE_CHANGED, MAPPING_CHANGED -> rules.forEach(this::rule);
            // Their files say it.
            case BUNDLE_CHANGED, TEXT_CHANGED -> {}
        }
    }

    private void rule(RuleDescription rule) {
        words.add("rule " + rule.ruleId().text());
        Stream.concat(rule.raises().stream(), rule.waives().stream())
                .map(ExceptionCode::text)
                .forEach(code -> words.add("code " + code));
    }
}
