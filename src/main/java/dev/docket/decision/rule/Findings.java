package dev.docket.decision.rule;

import dev.docket.decision.id.RuleId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The result of evaluating the rules on an order.
 *
 * @param effects everything the fired rules added
 * @param rules what each rule did, as far as the trace level requires, by rule id and line
 * @param missingInputs absent fields that some rule needed, by path
 * @param failedRules the rules that ended in ERROR
 * @param gaps the parameters that have no value for this order and that some rule needed
 */
public record Findings(
        List<Effect> effects,
        List<RuleTrace> rules,
        List<MissingInput> missingInputs,
        SortedSet<RuleId> failedRules,
        SortedSet<String> gaps) {
    /** Without gaps. */
    public Findings(
            List<Effect> effects,
            List<RuleTrace> rules,
            List<MissingInput> missingInputs,
            SortedSet<RuleId> failedRules) {
        this(effects, rules, missingInputs, failedRules, Collections.emptySortedSet());
    }

    /** Merges two results, with rules sorted by id and line. */
    public Findings and(Findings more) {
        if (more.rules.isEmpty()
                && more.effects.isEmpty()
                && more.failedRules.isEmpty()
                && more.gaps.isEmpty()
                && more.missingInputs.isEmpty()) {
            return this;
        }
        List<RuleTrace> both = joined(rules, more.rules);
        both.sort(BY_RULE_AND_LINE);
        return new Findings(
                joined(effects, more.effects),
                both,
                more.missingInputs.isEmpty() ? missingInputs : united(missingInputs, more.missingInputs),
                union(failedRules, more.failedRules),
                union(gaps, more.gaps));
    }

    private static List<MissingInput> united(List<MissingInput> one, List<MissingInput> other) {
        SortedMap<String, SortedSet<String>> codesByPath = new TreeMap<>();
        joined(one, other).forEach(missing -> codesByPath.merge(missing.path(), missing.codes(), Findings::union));
        return codesByPath.entrySet().stream()
                .map(entry -> new MissingInput(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        List<T> both = new ArrayList<>(one.size() + other.size());
        both.addAll(one);
        both.addAll(other);
        return both;
    }

    /** The sort order of rules in a trace. */
    public static final Comparator<RuleTrace> BY_RULE_AND_LINE = Comparator.comparing(RuleTrace::ruleId)
            .thenComparingInt(trace -> trace.line() == null ? -1 : trace.line().index());

    private static <T> SortedSet<T> union(SortedSet<T> one, SortedSet<T> other) {
        SortedSet<T> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }
}
