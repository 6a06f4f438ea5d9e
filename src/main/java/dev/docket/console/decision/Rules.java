package dev.docket.console.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.console.decision.DecisionPage.Group;
import dev.docket.console.decision.DecisionPage.Rule;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.decision.rule.Firing;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.decision.rule.WouldCease;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What each rule did, in the words of the policy. */
final class Rules {
    private static final int MOST_CHANGES = 6;

    private final Map<String, RuleDescription> policy = new TreeMap<>();
    private final Map<String, List<WouldCease>> ceases = new HashMap<>();
    private final Values values;
    private final Gauges gauges;

    /** @param firings what would keep the rules that fired from firing, as far as it is known */
    Rules(List<RuleDescription> rules, List<Firing> firings, Values values) {
        rules.forEach(rule -> policy.put(rule.ruleId().text(), rule));
        firings.forEach(firing -> ceases.put(
                key(
                        firing.ruleId().text(),
                        firing.line() == null ? "" : firing.line().lineId()),
                firing.ceases()));
        this.values = values;
        this.gauges = new Gauges(values);
    }

    private static String key(String ruleId, String lineId) {
        return ruleId + " " + lineId;
    }

    /** The conditions of a rule, as written. */
    List<String> conditions(String ruleId) {
        RuleDescription rule = policy.get(ruleId);
        return rule == null ? List.of() : rule.conditions();
    }

    String sentence(String ruleId) {
        RuleDescription rule = policy.get(ruleId);
        return rule == null ? "" : rule.policy();
    }

    /** The rules by verdict: first those that fired. */
    List<Group> groups(JsonNode traced) {
        return Stream.of("FIRED", "ERROR", "NOT_MATCHED", "NOT_EVALUATED", "NOT_APPLICABLE")
                .map(verdict -> group(verdict, traced))
                .filter(group -> !group.rules().isEmpty())
                .toList();
    }

    private Group group(String verdict, JsonNode traced) {
        List<Rule> rules = Said.each(traced)
                .filter(rule -> rule.path("verdict").asText().equals(verdict))
                .map(this::rule)
                .toList();
        return new Group(
                Texts.or("verdict_" + verdict, Words.sentence(verdict)),
                Piece.number(rules.size()),
                verdict,
                verdict.equals("FIRED") || verdict.equals("ERROR"),
                rules);
    }

    /** The rules that one other value would have made fire: they say how close it was. */
    List<Group> changes(JsonNode traced) {
        List<Rule> close = Said.each(traced)
                .filter(rule -> Said.each(rule.path("firstFailing").path("wouldNeed"))
                        .anyMatch(need -> need.path("fires").asBoolean()))
                .map(this::rule)
                .filter(rule -> !rule.gauges().isEmpty())
                .limit(MOST_CHANGES)
                .toList();
        return close.isEmpty() ? List.of() : List.of(new Group("", Piece.NOTHING, "", true, close));
    }

    private Rule rule(JsonNode rule) {
        String id = rule.path("ruleId").asText();
        JsonNode failing = rule.path("firstFailing");
        List<WouldCease> ends = rule.path("verdict").asText().equals("FIRED")
                ? ceases.getOrDefault(key(id, rule.path("lineId").asText()), List.of())
                : List.of();
        return new Rule(
                id,
                Words.ofId(id),
                sentence(id),
                Said.text(rule, "lineId"),
                failing.isMissingNode() ? Said.text(rule, "error") : Said.text(failing, "because"),
                values.facts(rule.path("values")),
                ends.isEmpty() ? gauges.toFire(failing) : gauges.beyond(ends),
                Said.each(rule.path("effects")).map(Rules::effect).toList(),
                Said.each(rule.path("missing"))
                        .map(path -> Said.pathWords(path.asText()))
                        .distinct()
                        .toList(),
                Said.text(rule, "source"));
    }

    private static String effect(JsonNode effect) {
        return switch (effect.path("kind").asText()) {
            case "EXCEPTION" -> Texts.of("effect_exception", Said.text(effect, "code"));
            case "ACTION" -> Texts.of("effect_action", Words.of(Said.text(effect, "type")));
            case "APPROVAL" -> Texts.of("effect_approval", Words.of(Said.text(effect, "role")));
            case "WAIVER" -> Texts.of("effect_waiver", Said.value(effect.path("codes")));
            default -> Words.of(Said.text(effect, "kind"));
        };
    }
}
