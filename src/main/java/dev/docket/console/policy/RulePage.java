package dev.docket.console.policy;

import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.decision.taxonomy.Taxonomy;
import dev.docket.html.HtmlTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One rule. Its components are what {@code rule.html} shows.
 *
 * @param search the address of the decisions in which it fired; empty if the reader may not see them
 */
public record RulePage(
        String id, String name, String policy, List<Fact> facts, List<String> conditions, String text, String search) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(RulePage.class, "rule.html");

    /** A property with its name. */
    public record Fact(String name, String value) {}

    public static RulePage of(RuleDescription rule, Taxonomy taxonomy, boolean maySearch) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "rule_owner", rule.owner());
        add(facts, "rule_checkpoints", words(rule.checkpoints()));
        add(
                facts,
                "rule_raises",
                rule.raises().stream()
                        .map(code -> code + " " + Words.of(taxonomy.of(code).name()))
                        .collect(Collectors.joining(", ")));
        add(facts, "rule_waives", rule.waives().stream().map(Object::toString).collect(Collectors.joining(", ")));
        add(facts, "rule_actions", words(rule.actions()));
        add(facts, "rule_approvals", words(rule.approvals()));
        add(facts, "rule_parameters", String.join(", ", rule.parameters()));
        add(facts, "rule_needs", String.join(", ", rule.needs()));
        add(facts, "rule_from", Objects.toString(rule.validFrom(), ""));
        add(facts, "rule_until", Objects.toString(rule.validUntil(), ""));
        add(facts, "rule_source", rule.source());
        String id = rule.ruleId().text();
        return new RulePage(
                id,
                Words.ofId(id),
                rule.policy(),
                facts,
                rule.conditions(),
                rule.text(),
                maySearch ? "/console/decisions?within=30d&ruleId=" + id : "");
    }

    private static String words(List<?> constants) {
        return constants.stream().map(one -> Words.of(one.toString())).collect(Collectors.joining(", "));
    }

    private static void add(List<Fact> facts, String text, String value) {
        if (!value.isEmpty()) {
            facts.add(new Fact(Texts.of(text), value));
        }
    }

    public String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
