package dev.docket.console.policy;

import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.html.HtmlTemplate;
import dev.docket.service.bundle.DescribeBundle;
import dev.docket.service.outcome.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every rule of the active bundle, by area. Its components are what {@code rules.html} shows.
 *
 * @param counted of what the figures are; empty if the reader may not see figures
 */
public record RulesPage(String bundle, String digest, String count, String counted, boolean mayEdit, List<Area> areas) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(RulesPage.class, "rules.html");

    /** The rules of one file. */
    public record Area(String name, List<Row> rules) {}

    /** One rule; {@code found} is what a search in the page looks at. */
    public record Row(
            String id, String name, String policy, String owner, String codes, String found, List<RuleUse> use) {}

    public static RulesPage of(DescribeBundle describe, Optional<Counted> counted, boolean maySearch, boolean mayEdit) {
        SortedMap<String, List<Row>> areas = new TreeMap<>();
        for (RuleDescription rule : describe.rules()) {
            areas.computeIfAbsent(area(rule), none -> new ArrayList<>()).add(row(rule, counted, maySearch));
        }
        return new RulesPage(
                describe.id().name() + " " + describe.id().version(),
                describe.id().digest().text(),
                Words.number(describe.rules().size()),
                counted.map(RulePage::ofWhat).orElse(""),
                mayEdit,
                areas.entrySet().stream()
                        .map(area -> new Area(Words.ofId(area.getKey()), area.getValue()))
                        .toList());
    }

    static String area(RuleDescription rule) {
        return rule.source().replaceFirst("\\.[a-z]+:\\d+$", "");
    }

    private static Row row(RuleDescription rule, Optional<Counted> counted, boolean maySearch) {
        String codes =
                String.join(" ", rule.raises().stream().map(Object::toString).toList());
        String name = Words.ofId(rule.ruleId().text());
        return new Row(
                rule.ruleId().text(),
                name,
                rule.policy(),
                rule.owner(),
                codes,
                String.join(" ", name, rule.policy(), rule.owner(), codes).toLowerCase(Locale.ROOT),
                counted.map(all -> RuleUse.of(rule.ruleId().text(), all, maySearch)).stream()
                        .toList());
    }

    public String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
