package dev.docket.rules.lint;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.language.Part;
import dev.docket.rules.solve.Requirement;
import dev.docket.rules.solve.ValueSet;
import dev.docket.rules.solve.Wording;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Two rules that fire for the same orders at a common checkpoint; one rule can have both effects. */
final class SameConditions implements LintCheck {
    @Override
    public ErrorCode code() {
        return ErrorCode.SAME_CONDITIONS;
    }

    @Override
    public void check(LintReport report) {
        Map<String, ParameterDefinition> parameters = report.folder().parameters();
        SortedSet<LocalDate> days = NeverFires.days(parameters);
        Map<List<Set<String>>, ParsedRule> first = new HashMap<>();
        for (ParsedRule rule : report.rules()) {
            List<Set<String>> meaning =
                    days.stream().map(day -> meaning(rule, parameters, day)).toList();
            ParsedRule other = first.putIfAbsent(meaning, rule);
            if (other != null && !Collections.disjoint(other.checkpoints(), rule.checkpoints())) {
                report.tell(
                        this,
                        rule,
                        rule.line(),
                        "has the conditions of rule '%s' (%s)".formatted(other.id(), other.source()));
            }
        }
    }

    /** What the rule asks on a day: the values that it leaves to each field, and the wording of all else. */
    private static Set<String> meaning(ParsedRule rule, Map<String, ParameterDefinition> parameters, LocalDate day) {
        Wording wording = new Wording(rule);
        Set<String> meaning = new TreeSet<>(wording.conditions());
        Map<String, ValueSet> values = new TreeMap<>();
        for (Part part : rule.parts()) {
            if (part instanceof Part.Match match) {
                for (Condition condition : match.conditions()) {
                    Requirement required = Requirement.of(condition, match, wording, parameters, day);
                    if (required != null && !required.isAbsence()) {
                        required.constraint()
                                .narrow(values.computeIfAbsent(required.subject(), subject -> new ValueSet()));
                        meaning.remove(wording.condition(condition, match));
                    }
                }
            }
        }
        values.forEach((subject, left) -> meaning.add(subject + " in " + left.words()));
        return meaning;
    }
}
