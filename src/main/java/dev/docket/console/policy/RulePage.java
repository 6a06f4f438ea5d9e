package dev.docket.console.policy;

import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.decision.taxonomy.Taxonomy;
import dev.docket.html.HtmlTemplate;
import dev.docket.service.bundle.PolicyFiles;
import dev.docket.service.outcome.Counted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One rule. Its components are what {@code rule.html} shows.
 *
 * @param related the rules that it has to do with
 * @param graph the same as a drawing, with what it reads, as HTML
 * @param search the address of the decisions in which it fired; empty if the reader may not see them
 * @param edit where its text can be changed; empty if the reader may not
 * @param use of the last 30 days; none if the reader may not see figures
 * @param counted of what the figures are
 */
public record RulePage(
        String id,
        String name,
        String policy,
        List<Fact> facts,
        List<Related> related,
        String graph,
        List<Parameter> parameters,
        List<String> conditions,
        String text,
        List<Example> examples,
        String search,
        String edit,
        List<RuleUse> use,
        String counted) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(RulePage.class, "rule.html");

    /** A number of the policy that it reads. */
    public record Parameter(String name, String says, String value, String range) {}

    /** A case in which it must fire, or must not. */
    public record Example(String says, String name, String expects, boolean fires, String file) {}

    /** A property with its name. */
    public record Fact(String name, String value) {}

    /** Other rules, and what they have to do with this one. */
    public record Related(String name, List<Other> rules) {}

    /** Another rule. */
    public record Other(String name, String path) {}

    /**
     * Describes a rule.
     *
     * @param all the rules of its policy
     * @param counted none if the reader may not see figures
     */
    public static RulePage of(
            RuleDescription rule,
            List<RuleDescription> all,
            Taxonomy taxonomy,
            PolicyFiles.Contents files,
            Optional<Counted> counted,
            boolean maySearch,
            boolean mayEdit) {
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
                related(rule, all),
                GraphPage.around(rule, all, taxonomy).html(),
                rule.parameters().stream().map(name -> parameter(name, files)).toList(),
                rule.conditions(),
                rule.text(),
                files.examples().getOrDefault(id, List.of()).stream()
                        .map(RulePage::example)
                        .sorted(Comparator.comparing(
                                        (Example one) -> !one.name().startsWith(id))
                                .thenComparing(one -> !one.fires()))
                        .toList(),
                maySearch ? "/console/decisions?within=30d&ruleId=" + id : "",
                mayEdit ? edit(rule.source()) : "",
                counted.map(figures -> RuleUse.of(id, figures, maySearch)).stream()
                        .toList(),
                counted.map(RulePage::ofWhat).orElse(""));
    }

    /** A waiver takes exceptions away, whichever rule raised them. */
    private static List<Related> related(RuleDescription rule, List<RuleDescription> all) {
        List<Related> related = new ArrayList<>();
        add(related, "rule_waived_by", all, other -> !Collections.disjoint(other.waives(), rule.raises()));
        add(related, "rule_waives_of", all, other -> !Collections.disjoint(rule.waives(), other.raises()));
        return related;
    }

    private static void add(
            List<Related> related, String text, List<RuleDescription> all, Predicate<RuleDescription> isOne) {
        List<Other> rules = all.stream()
                .filter(isOne)
                .map(other -> other.ruleId().text())
                .sorted()
                .map(id -> new Other(Words.ofId(id), "/console/rules/" + id))
                .toList();
        if (!rules.isEmpty()) {
            related.add(new Related(Texts.of(text), rules));
        }
    }

    private static String edit(String source) {
        int colon = source.lastIndexOf(':');
        return "/console/edit?file=" + source.substring(0, colon) + "&line=" + source.substring(colon + 1);
    }

    /** Of what the figures of the last 30 days are. */
    static String ofWhat(Counted counted) {
        return Texts.of(counted.isWhole() ? "rule_counted" : "rule_counted_newest", Words.number(counted.decisions()));
    }

    private static Parameter parameter(String name, PolicyFiles.Contents files) {
        PolicyFiles.Parameter known = files.parameters().get(name);
        return known == null
                ? new Parameter(Words.ofId(name), "", "", "")
                : new Parameter(
                        Words.ofId(name),
                        known.says(),
                        (known.value() + " " + Words.of(known.unit())).strip(),
                        known.range().isEmpty() ? "" : Texts.of("rule_range", known.range()));
    }

    private static Example example(PolicyFiles.Example one) {
        return new Example(
                one.says(),
                one.name(),
                Texts.of(one.fires() ? "rule_case_fires" : "rule_case_not"),
                one.fires(),
                one.file());
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
