package dev.docket.rules.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Draws the graph of the rules: rules that raise, exceptions, rules that waive or need them, in columns from the left. A
 * rule raises at most one exception, so rules in the order of their exceptions need no crossing lines there.
 */
public final class RuleGraphSvg {
    private static final int ROW = 20;
    private static final int TOP = 70;
    private static final int RULE_WIDTH = 250;
    private static final int CODE_WIDTH = 80;
    private static final int CODES = 390;
    private static final int STANDING = 620;
    private static final int OTHERS = 800;
    private static final int MARGIN = 20;

    private final StringBuilder body = new StringBuilder();
    private final Map<String, Integer> rows = new LinkedHashMap<>();
    private final List<Integer> taken = new ArrayList<>();
    private final RuleGraph graph;

    private RuleGraphSvg(RuleGraph graph) {
        this.graph = graph;
    }

    /** A picture that needs nothing else: no style sheet, script or font from elsewhere. */
    public static String of(RuleGraph graph) {
        return new RuleGraphSvg(graph).draw();
    }

    private String draw() {
        List<RuleGraph.Node> raising = rules(rule -> !rule.raises().isEmpty());
        raising.sort(Comparator.comparing((RuleGraph.Node rule) -> rule.raises().first())
                .thenComparing(RuleGraph.Node::id));
        for (int i = 0; i < raising.size(); i++) {
            rows.put(raising.get(i).id(), i);
        }
        graph.codes().forEach(this::place);
        int height =
                TOP + ROW * (1 + rows.values().stream().max(Integer::compare).orElse(0)) + MARGIN;
        raising.forEach(rule -> raise(rule, rule.raises().first()));
        List<RuleGraph.Node> waiving = rules(rule -> !rule.waives().isEmpty());
        List<RuleGraph.Node> needing = rules(RuleGraph.Node::needsStanding);
        needing(needing, height);
        waiving.forEach(this::waive);
        graph.codes().forEach(code -> box(CODES, y(code), CODE_WIDTH, code, code, "#fde9c8"));
        rules(rule -> rule.raises().isEmpty() && rule.waives().isEmpty() && !rule.needsStanding())
                .forEach(rule -> rule(OTHERS, free(TOP + ROW / 2), rule, "#eeeeee"));
        return page(height);
    }

    private List<RuleGraph.Node> rules(Predicate<RuleGraph.Node> which) {
        return new ArrayList<>(graph.rules().stream().filter(which).toList());
    }

    /** A code stands beside the rules that raise it; one that is only waived below all. */
    private void place(String code) {
        double middle = graph.rules().stream()
                .filter(rule -> rule.raises().contains(code))
                .mapToInt(rule -> rows.getOrDefault(rule.id(), 0))
                .average()
                .orElseGet(
                        () -> 1 + rows.values().stream().max(Integer::compare).orElse(-1));
        rows.put(code, (int) Math.floor(middle));
    }

    private int y(String name) {
        return TOP + ROW * rows.getOrDefault(name, 0) + ROW / 2;
    }

    /** The first place of the last column, from the wanted one down, where no box stands yet. */
    private int free(int wanted) {
        int y = wanted;
        while (collides(y)) {
            y += ROW;
        }
        taken.add(y);
        return y;
    }

    private boolean collides(int y) {
        return taken.stream().anyMatch(other -> Math.abs(other - y) < ROW);
    }

    private void raise(RuleGraph.Node rule, String code) {
        line(MARGIN + RULE_WIDTH, y(rule.id()), CODES, y(code), "#555555", "");
        rule(MARGIN, y(rule.id()), rule, "#e3eefb");
    }

    private void waive(RuleGraph.Node rule) {
        int middle = (int) rule.waives().stream().mapToInt(this::y).average().orElse(TOP);
        int y = free(middle);
        rule.waives().forEach(code -> line(CODES + CODE_WIDTH, y(code), OTHERS, y, "#c0392b", "6 3"));
        rule(OTHERS, y, rule, "#fbe3e3");
    }

    private void needing(List<RuleGraph.Node> needing, int height) {
        if (needing.isEmpty()) {
            return;
        }
        int middle = height / 2;
        graph.codes().forEach(code -> line(CODES + CODE_WIDTH, y(code), STANDING, middle, "#cccccc", ""));
        for (RuleGraph.Node rule : needing) {
            int y = free(middle);
            line(STANDING + CODE_WIDTH + 10, middle, OTHERS, y, "#2458a6", "");
            rule(OTHERS, y, rule, "#e3e8fb");
        }
        box(STANDING, middle, CODE_WIDTH + 10, "what stands", "what stands after all waivers", "#ffffff");
    }

    private void rule(int x, int y, RuleGraph.Node rule, String colour) {
        box(x, y, RULE_WIDTH, rule.id(), rule.source() + ": " + rule.policy(), colour);
    }

    private void box(int x, int y, int width, String text, String tooltip, String colour) {
        body.append(String.format(
                Locale.ROOT,
                "<g><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\" fill=\"%s\" stroke=\"#888888\"/>"
                        + "<text x=\"%d\" y=\"%d\">%s</text></g>%n",
                escaped(tooltip),
                x,
                y - ROW / 2 + 2,
                width,
                ROW - 4,
                colour,
                x + 6,
                y + 4,
                escaped(text)));
    }

    private void line(int x1, int y1, int x2, int y2, String colour, String dashes) {
        int bend = (x1 + x2) / 2;
        body.append(String.format(
                Locale.ROOT,
                "<path d=\"M%d %d C%d %d %d %d %d %d\" fill=\"none\" stroke=\"%s\" stroke-dasharray=\"%s\"/>%n",
                x1,
                y1,
                bend,
                y1,
                bend,
                y2,
                x2,
                y2,
                colour,
                dashes.isEmpty() ? "none" : dashes));
    }

    private String page(int height) {
        int width = OTHERS + RULE_WIDTH + MARGIN;
        return String.format(
                Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" font-family="sans-serif" font-size="11">
                <rect width="%1$d" height="%2$d" fill="#ffffff"/>
                <g font-weight="bold" font-size="13"><text x="%3$d" y="30">rules that raise (of %4$d)</text><text x="%5$d" y="30">exceptions</text><text x="%6$d" y="30">rules that waive (dashed) or need them</text></g>
                %7$s</svg>
                """, width, height, MARGIN, graph.rules().size(), CODES, OTHERS, body);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
