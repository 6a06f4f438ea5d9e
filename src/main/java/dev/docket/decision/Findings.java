package dev.docket.decision;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the rules say of an order.
 *
 * @param effects everything the fired rules add
 * @param rules what each rule did, as far as the trace level asks for it, by rule id and line
 * @param missingInputs each absent field that some rule needed, with the exception codes it could raise or waive
 * @param failedRules the rules that ended in ERROR
 * @param parametersUsed the parameters that the listed rules read
 */
public record Findings(
        List<Effect> effects,
        List<RuleTrace> rules,
        SortedMap<String, SortedSet<String>> missingInputs,
        SortedSet<String> failedRules,
        SortedMap<String, Object> parametersUsed) {

    /** Both together, the rules in the order of their ids and lines. */
    Findings and(Findings more) {
        if (more.rules.isEmpty()
                && more.effects.isEmpty()
                && more.failedRules.isEmpty()
                && more.missingInputs.isEmpty()) {
            return this;
        }
        SortedMap<String, SortedSet<String>> missing = new TreeMap<>(missingInputs);
        more.missingInputs.forEach((path, codes) -> missing.merge(path, codes, Findings::union));
        SortedMap<String, Object> parameters = new TreeMap<>(parametersUsed);
        parameters.putAll(more.parametersUsed);
        return new Findings(
                Stream.concat(effects.stream(), more.effects.stream()).toList(),
                Stream.concat(rules.stream(), more.rules.stream())
                        .sorted(BY_RULE_AND_LINE)
                        .toList(),
                missing,
                union(failedRules, more.failedRules),
                parameters);
    }

    /** The order in which a trace lists rules. */
    public static final Comparator<RuleTrace> BY_RULE_AND_LINE = Comparator.comparing(RuleTrace::ruleId)
            .thenComparingInt(trace -> trace.line() == null ? -1 : trace.line().index());

    private static SortedSet<String> union(SortedSet<String> one, SortedSet<String> other) {
        SortedSet<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }
}
