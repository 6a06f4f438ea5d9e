package dev.docket.rules.lint;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.solve.Requirement;
import dev.docket.rules.solve.ValueSet;
import dev.docket.rules.solve.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Two rules that fire for the same orders at a common checkpoint on a common day; one rule can have both effects. */
final class SameConditions implements LintCheck {
    @Override
    public ErrorCode code() {
        return ErrorCode.SAME_CONDITIONS;
    }

    @Override
    public void check(LintReport report) {
        Map<String, ParameterDefinition> parameters = report.folder().parameters();
        PolicyDays days = PolicyDays.of(parameters.values());
        Map<List<Set<String>>, List<ParsedRule>> earlier = new HashMap<>();
        for (ParsedRule rule : report.rules()) {
            List<Set<String>> meaning = days.starts().stream()
                    .map(day -> meaning(rule, parameters, day))
                    .toList();
            List<ParsedRule> others = earlier.computeIfAbsent(meaning, unknown -> new ArrayList<>());
            others.stream()
                    .filter(other -> meets(rule, other))
                    .findFirst()
                    .ifPresent(other -> report.add(
                            this,
                            rule,
                            rule.line(),
                            "has the conditions of rule '%s' (%s)".formatted(other.id(), other.source())));
            others.add(rule);
        }
    }

    /** Whether both can fire for one order: at a checkpoint, and on a day. */
    private static boolean meets(ParsedRule rule, ParsedRule other) {
        return !Collections.disjoint(other.checkpoints(), rule.checkpoints())
                && !rule.validity().and(other.validity()).isEmpty();
    }

    /** What the rule asks on a day: the values that it leaves to each field or total, and the wording of all else. */
    private static Set<String> meaning(ParsedRule rule, Map<String, ParameterDefinition> parameters, LocalDate day) {
        Wording wording = new Wording(rule);
        Set<String> meaning = new TreeSet<>(wording.conditions());
        Map<String, ValueSet> values = new TreeMap<>();
        rule.required().forEach(match -> match.conditions().forEach(condition -> {
            Requirement required = Requirement.of(condition, match, wording, parameters, day);
            if (required != null && !required.isAbsence()) {
                required.constraint().narrow(values.computeIfAbsent(required.subject(), subject -> new ValueSet()));
                meaning.remove(wording.condition(condition, match));
            }
        }));
        values.forEach((subject, left) -> meaning.add(subject + " in " + left.words()));
        return meaning;
    }
}
