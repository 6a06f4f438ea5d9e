package dev.docket.rules.graph;

import dev.docket.rules.language.ParsedRule;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How the rules of a folder depend on each other. They share no facts; they meet only in exceptions: one raises what
 * another waives, and some look at what stands after all waivers.
 */
public record RuleGraph(List<Node> rules) {
    /**
     * A rule with its exceptions.
     *
     * @param source its location, such as {@code credit.drl:14}
     * @param raises the code that it may raise, or none
     * @param waives the codes that it may waive
     * @param needsStanding whether it looks at what stands after the waivers
     */
    public record Node(
            String id,
            String source,
            String policy,
            SortedSet<String> raises,
            SortedSet<String> waives,
            boolean needsStanding) {}

    public RuleGraph {
        rules = rules.stream().sorted(Comparator.comparing(Node::id)).toList();
    }

    public static RuleGraph of(List<ParsedRule> rules) {
        return new RuleGraph(rules.stream().map(RuleGraph::node).toList());
    }

    private static Node node(ParsedRule rule) {
        String raised = rule.effect().exceptionCode();
        return new Node(
                rule.id(),
                rule.source(),
                rule.policy(),
                new TreeSet<>(raised == null ? Set.of() : Set.of(raised)),
                new TreeSet<>(rule.effect().waives()),
                rule.isAcrossExceptions());
    }

    /** Every code that some rule raises or waives. */
    public SortedSet<String> codes() {
        SortedSet<String> codes = new TreeSet<>();
        for (Node rule : rules) {
            codes.addAll(rule.raises());
            codes.addAll(rule.waives());
        }
        return codes;
    }

    /** Whether some rule looks at what stands. */
    public boolean hasStanding() {
        return rules.stream().anyMatch(Node::needsStanding);
    }
}
