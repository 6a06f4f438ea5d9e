package dev.docket.rules;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Two rules that fire for the same orders at a common checkpoint; one rule can have both effects. */
final class SameConditions implements LintCheck {
    @Override
    public String code() {
        return "DKT-204";
    }

    @Override
    public void check(LintReport report) {
        Map<Set<String>, ParsedRule> first = new HashMap<>();
        for (ParsedRule rule : report.rules()) {
            ParsedRule other = first.putIfAbsent(new Wording(rule).conditions(), rule);
            if (other != null && !Collections.disjoint(other.checkpoints(), rule.checkpoints())) {
                report.tell(
                        this,
                        rule,
                        rule.line(),
                        "has the conditions of rule '%s' (%s)".formatted(other.id(), other.source()));
            }
        }
    }
}
