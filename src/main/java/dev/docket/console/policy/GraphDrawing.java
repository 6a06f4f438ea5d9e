package dev.docket.console.policy;

import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.decision.taxonomy.Taxonomy;
import dev.docket.html.HtmlTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Rules between what they read, on the left, and the exceptions that they raise, on the right; and the same as a table. Its components are what
 * {@code drawing.html} shows; measures are those of a drawing that is 960 wide.
 *
 * @param name what it shows, in words
 * @param more says how many rules are left out; empty if none are
 */
record GraphDrawing(
        String id, String name, String more, String height, List<Edge> edges, List<Node> nodes, List<Row> rows) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(GraphDrawing.class, "drawing.html");

    /** As many rules as somebody can look at together. */
    private static final int MOST_RULES = 60;

    private static final int ROW = 26;
    private static final int BOX = 20;
    private static final int TEXT = 14;

    /** @param kind fact, rule or code; {@code isCentre} if it is what the drawing is about */
    public record Node(
            String kind,
            String text,
            String title,
            String path,
            boolean isCentre,
            String x,
            String y,
            String width,
            String height,
            String textX,
            String textY) {}

    /** @param kind reads, raises, waives or looks */
    public record Edge(String kind, String says, String line) {}

    /** A rule in words. */
    public record Row(String rule, String path, String reads, String raises, String waives, String looksAt) {}

    /** The columns. */
    private enum Column {
        FACT(0, 230, 32),
        RULE(330, 300, 42),
        CODE(730, 230, 32);

        private final int x;
        private final int width;
        private final int letters;

        Column(int x, int width, int letters) {
            this.x = x;
            this.width = width;
            this.letters = letters;
        }

        private String clipped(String text) {
            return text.length() <= letters ? text : text.substring(0, letters - 1) + "…";
        }
    }

    /**
     * Draws rules.
     *
     * @param reads what stands on the left for each of them
     * @param centre the rule, code or fact that it is about; empty for none
     */
    static GraphDrawing of(
            String id,
            String name,
            List<RuleLinks> all,
            Function<RuleLinks, SortedSet<String>> reads,
            String centre,
            Taxonomy taxonomy) {
        List<RuleLinks> rules = all.subList(0, Math.min(MOST_RULES, all.size()));
        Map<String, Double> ofRules = places(rules.stream().map(RuleLinks::id).toList(), 0);
        List<String> facts = ordered(rules, reads, ofRules);
        List<String> codes = ordered(rules, RuleLinks::codes, ofRules);
        double height = ROW * Math.max(rules.size(), Math.max(facts.size(), codes.size()));
        ofRules = places(rules.stream().map(RuleLinks::id).toList(), height);
        Map<String, Double> ofFacts = places(facts, height);
        Map<String, Double> ofCodes = places(codes, height);

        List<Node> nodes = new ArrayList<>();
        for (String fact : facts) {
            nodes.add(node(
                    Column.FACT,
                    fact.equals(RuleLinks.STANDING) ? Texts.of("graph_standing") : fact,
                    "",
                    GraphPage.path(
                            rules.stream().anyMatch(rule -> rule.facts().contains(fact))
                                    ? fact
                                    : RuleLinks.factOf(fact)),
                    fact.equals(centre),
                    ofFacts.getOrDefault(fact, 0.0)));
        }
        for (RuleLinks rule : rules) {
            nodes.add(node(
                    Column.RULE,
                    Words.ofId(rule.id()),
                    rule.rule().policy(),
                    "/console/rules/" + rule.id(),
                    rule.id().equals(centre),
                    ofRules.getOrDefault(rule.id(), 0.0)));
        }
        for (String code : codes) {
            var entry = taxonomy.codes().get(code);
            nodes.add(node(
                    Column.CODE,
                    code + (entry == null ? "" : " " + Words.of(entry.name())),
                    "",
                    GraphPage.path(code),
                    code.equals(centre),
                    ofCodes.getOrDefault(code, 0.0)));
        }
        List<Edge> edges = new ArrayList<>();
        for (RuleLinks rule : rules) {
            double at = ofRules.getOrDefault(rule.id(), 0.0);
            reads.apply(rule)
                    .forEach(fact -> edges.add(
                            edge("reads", rule, fact, Column.FACT, ofFacts.getOrDefault(fact, 0.0), Column.RULE, at)));
            rule.raises()
                    .forEach(code -> edges.add(
                            edge("raises", rule, code, Column.RULE, at, Column.CODE, ofCodes.getOrDefault(code, 0.0))));
            rule.waives()
                    .forEach(code -> edges.add(
                            edge("waives", rule, code, Column.RULE, at, Column.CODE, ofCodes.getOrDefault(code, 0.0))));
            rule.looksAt()
                    .forEach(code -> edges.add(
                            edge("looks", rule, code, Column.RULE, at, Column.CODE, ofCodes.getOrDefault(code, 0.0))));
        }
        return new GraphDrawing(
                id,
                name,
                all.size() > rules.size() ? Texts.of("graph_more", Words.number(all.size() - rules.size())) : "",
                Words.measure(height),
                edges,
                nodes,
                all.stream().map(rule -> row(rule, reads)).toList());
    }

    /** Where the middle of each is: evenly over the height. */
    private static Map<String, Double> places(List<String> names, double height) {
        Map<String, Double> places = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            places.put(names.get(i), (i + 0.5) * (height == 0 ? ROW : height / names.size()));
        }
        return places;
    }

    /** In the order of the mean place of their rules, so that lines cross seldom. */
    private static List<String> ordered(
            List<RuleLinks> rules, Function<RuleLinks, SortedSet<String>> of, Map<String, Double> places) {
        SortedSet<String> names = new TreeSet<>();
        Map<String, List<Double>> ofTheirRules = new HashMap<>();
        for (RuleLinks rule : rules) {
            for (String name : of.apply(rule)) {
                names.add(name);
                ofTheirRules.computeIfAbsent(name, none -> new ArrayList<>()).add(places.getOrDefault(rule.id(), 0.0));
            }
        }
        return names.stream()
                .sorted(Comparator.comparingDouble((String name) -> mean(ofTheirRules.getOrDefault(name, List.of())))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static double mean(Collection<Double> places) {
        return places.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static Node node(Column column, String text, String title, String path, boolean isCentre, double middle) {
        return new Node(
                column.name().toLowerCase(Locale.ROOT),
                column.clipped(text),
                title.isEmpty() ? text : text + ": " + title,
                path,
                isCentre,
                Words.measure(column.x + 1.0),
                Words.measure(middle - BOX / 2.0),
                Words.measure(column.width - 2.0),
                Words.measure(BOX),
                Words.measure(column.x + 8.0),
                Words.measure(middle - BOX / 2.0 + TEXT));
    }

    private static Edge edge(
            String kind, RuleLinks rule, String other, Column left, double from, Column right, double to) {
        int begin = left.x + left.width;
        int bend = (begin + right.x) / 2;
        return new Edge(
                kind,
                Texts.of("graph_" + kind, Words.ofId(rule.id()), other),
                String.format(
                        Locale.ROOT,
                        "M%d %s C%d %s %d %s %d %s",
                        begin,
                        Words.measure(from),
                        bend,
                        Words.measure(from),
                        bend,
                        Words.measure(to),
                        right.x,
                        Words.measure(to)));
    }

    private static Row row(RuleLinks rule, Function<RuleLinks, SortedSet<String>> reads) {
        return new Row(
                Words.ofId(rule.id()),
                "/console/rules/" + rule.id(),
                String.join(", ", reads.apply(rule)),
                String.join(", ", rule.raises()),
                String.join(", ", rule.waives()),
                String.join(", ", rule.looksAt()));
    }

    String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
