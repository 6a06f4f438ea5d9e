package dev.docket.console.policy;

import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.decision.taxonomy.Taxonomy;
import dev.docket.html.HtmlTemplate;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How rules hang together. Its components are what {@code graph.html} shows.
 *
 * @param about what the reader asked for, in words; empty for all rules
 * @param choices what can be asked for
 * @param drawings as HTML
 */
public record GraphPage(String about, List<Group> choices, List<String> drawings) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(GraphPage.class, "graph.html");

    /** More fields than these are drawn as the parts of the order that they lie in. */
    private static final int MOST_FIELDS = 18;

    /** So that lines cross seldom; rules without a code come last. */
    private static final Comparator<RuleLinks> BY_CODE = Comparator.comparing((RuleLinks rule) ->
                    rule.codes().isEmpty() ? "~" : rule.codes().getFirst())
            .thenComparing(RuleLinks::id);

    /** Things of one kind that can be asked for. */
    public record Group(String name, List<Choice> choices) {}

    /** @param isOn whether the page is about it */
    public record Choice(String value, String text, boolean isOn) {}

    static String path(String about) {
        return "/console/graph?of=" + URLEncoder.encode(about, StandardCharsets.UTF_8);
    }

    /**
     * Draws the rules of a policy.
     *
     * @param of a rule, an exception code or a part of the order; empty for all rules
     * @return nothing if the policy has nothing of this name
     */
    public static Optional<GraphPage> of(String of, List<RuleDescription> all, Taxonomy taxonomy) {
        List<RuleLinks> rules = all.stream().map(RuleLinks::of).toList();
        if (of.isEmpty()) {
            return Optional.of(new GraphPage("", choices(rules, of, taxonomy), overview(rules, taxonomy)));
        }
        return about(of, rules, taxonomy)
                .map(drawing -> new GraphPage(drawing.name(), choices(rules, of, taxonomy), List.of(drawing.html())));
    }

    private static Optional<GraphDrawing> about(String of, List<RuleLinks> rules, Taxonomy taxonomy) {
        Optional<RuleLinks> rule =
                rules.stream().filter(one -> one.id().equals(of)).findFirst();
        if (rule.isPresent()) {
            return rule.map(one -> around(one, rules, taxonomy));
        }
        List<RuleLinks> withCode =
                rules.stream().filter(one -> one.codes().contains(of)).toList();
        if (!withCode.isEmpty()) {
            return Optional.of(
                    GraphDrawing.of("around", codeName(of, taxonomy), withCode, RuleLinks::facts, of, taxonomy));
        }
        List<RuleLinks> reading =
                rules.stream().filter(one -> one.facts().contains(of)).toList();
        return reading.isEmpty()
                ? Optional.empty()
                : Optional.of(GraphDrawing.of("around", factName(of), reading, fields(reading, of), of, taxonomy));
    }

    /** The fields of a part of the order, or the part itself if those are too many. */
    private static Function<RuleLinks, SortedSet<String>> fields(List<RuleLinks> rules, String fact) {
        Function<RuleLinks, SortedSet<String>> its = rule -> rule.reads().stream()
                .filter(path -> RuleLinks.factOf(path).equals(fact))
                .collect(Collectors.toCollection(TreeSet::new));
        long count = rules.stream()
                .flatMap(rule -> its.apply(rule).stream())
                .distinct()
                .count();
        return count == 0 || count > MOST_FIELDS
                ? rule -> rule.facts().stream().filter(fact::equals).collect(Collectors.toCollection(TreeSet::new))
                : its;
    }

    /** A rule with those that it meets in an exception. */
    static GraphDrawing around(RuleDescription rule, List<RuleDescription> all, Taxonomy taxonomy) {
        return around(RuleLinks.of(rule), all.stream().map(RuleLinks::of).toList(), taxonomy);
    }

    private static GraphDrawing around(RuleLinks rule, List<RuleLinks> all, Taxonomy taxonomy) {
        List<RuleLinks> met = Stream.concat(
                        Stream.of(rule),
                        all.stream()
                                .filter(other -> !other.id().equals(rule.id()))
                                .filter(other -> !Collections.disjoint(other.codes(), rule.codes())))
                .toList();
        boolean isFew = rule.reads().size() <= MOST_FIELDS;
        return GraphDrawing.of(
                "around",
                Words.ofId(rule.id()),
                met,
                // What the others read is on their own pages.
                one -> !one.id().equals(rule.id())
                        ? Collections.emptySortedSet()
                        : isFew && !rule.isStanding() ? rule.reads() : rule.facts(),
                rule.id(),
                taxonomy);
    }

    private static List<String> overview(List<RuleLinks> rules, Taxonomy taxonomy) {
        SortedMap<String, List<RuleLinks>> areas = new TreeMap<>();
        rules.stream().sorted(BY_CODE).forEach(rule -> areas.computeIfAbsent(
                        RulesPage.area(rule.rule()), none -> new ArrayList<>())
                .add(rule));
        List<String> drawings = new ArrayList<>();
        areas.forEach((area, its) -> drawings.add(
                GraphDrawing.of("area-" + drawings.size(), Words.ofId(area), its, RuleLinks::facts, "", taxonomy)
                        .html()));
        return drawings;
    }

    private static List<Group> choices(List<RuleLinks> rules, String of, Taxonomy taxonomy) {
        SortedSet<String> codes = new TreeSet<>();
        SortedSet<String> facts = new TreeSet<>();
        rules.forEach(rule -> {
            codes.addAll(rule.codes());
            facts.addAll(rule.facts());
        });
        return List.of(
                new Group(
                        Texts.of("today_exceptions"),
                        codes.stream()
                                .map(code -> new Choice(code, codeName(code, taxonomy), code.equals(of)))
                                .toList()),
                new Group(
                        Texts.of("rules_title"),
                        rules.stream()
                                .map(rule -> new Choice(
                                        rule.id(),
                                        Words.ofId(rule.id()),
                                        rule.id().equals(of)))
                                .toList()),
                new Group(
                        Texts.of("graph_facts"),
                        facts.stream()
                                .map(fact -> new Choice(fact, factName(fact), fact.equals(of)))
                                .toList()));
    }

    private static String factName(String fact) {
        return fact.equals(RuleLinks.STANDING) ? Texts.of("graph_standing") : fact;
    }

    private static String codeName(String code, Taxonomy taxonomy) {
        var entry = taxonomy.codes().get(code);
        return entry == null ? code : code + " " + Words.of(entry.name());
    }

    public String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
