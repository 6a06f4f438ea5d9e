package dev.docket.rules.graph;

import java.util.Locale;

/** Writes the graph of the rules for Graphviz. */
public final class RuleGraphDot {
    private RuleGraphDot() {}

    /** A directed graph from the rules that raise, through the exceptions, to the rules that waive or need them. */
    public static String of(RuleGraph graph) {
        StringBuilder dot = new StringBuilder("""
                digraph rules {
                  rankdir=LR; nodesep=0.1; ranksep=1.5;
                  node [fontname="sans-serif", fontsize=10, height=0.2, shape=box];
                  edge [fontname="sans-serif", fontsize=8];
                """);
        for (RuleGraph.Node rule : graph.rules()) {
            line(dot, "\"%s\" [tooltip=\"%s\"];", rule.id(), rule.source());
        }
        for (String code : graph.codes()) {
            line(dot, "\"%s\" [shape=ellipse, style=filled, fillcolor=\"#fde9c8\"];", code);
        }
        if (graph.hasStanding()) {
            line(dot, "\"what stands\" [shape=diamond];");
            graph.codes().forEach(code -> line(dot, "\"%s\" -> \"what stands\" [color=gray];", code));
        }
        for (RuleGraph.Node rule : graph.rules()) {
            rule.raises().forEach(code -> line(dot, "\"%s\" -> \"%s\";", rule.id(), code));
            rule.waives()
                    .forEach(code -> line(
                            dot, "\"%s\" -> \"%s\" [label=\"waived by\", style=dashed, color=red];", code, rule.id()));
            if (rule.needsStanding()) {
                line(dot, "\"what stands\" -> \"%s\" [label=\"needs\", color=blue];", rule.id());
            }
        }
        return dot.append("}\n").toString();
    }

    private static void line(StringBuilder dot, String format, String... arguments) {
        dot.append("  ")
                .append(String.format(Locale.ROOT, format, (Object[]) arguments))
                .append('\n');
    }
}
