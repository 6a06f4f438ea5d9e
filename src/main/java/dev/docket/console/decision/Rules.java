package dev.docket.console.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.console.decision.DecisionPage.Gauge;
import dev.docket.console.decision.DecisionPage.Group;
import dev.docket.console.decision.DecisionPage.Rule;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.decision.rule.RuleDescription;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What each rule did, in the words of the policy. */
final class Rules {
    private static final int MOST_CHANGES = 6;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** How much of a scale lies behind the larger of value and bound. */
    private static final BigDecimal ROOM = new BigDecimal("1.15");

    private final Map<String, RuleDescription> policy = new TreeMap<>();

    Rules(List<RuleDescription> rules) {
        rules.forEach(rule -> policy.put(rule.ruleId().text(), rule));
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
                Words.number(rules.size()),
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
        return close.isEmpty() ? List.of() : List.of(new Group("", "", "", true, close));
    }

    private Rule rule(JsonNode rule) {
        String id = rule.path("ruleId").asText();
        JsonNode failing = rule.path("firstFailing");
        return new Rule(
                id,
                Words.ofId(id),
                sentence(id),
                Said.text(rule, "lineId"),
                failing.isMissingNode() ? Said.text(rule, "error") : Said.text(failing, "because"),
                Said.values(rule.path("values")),
                gauges(failing),
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

    private static List<Gauge> gauges(JsonNode failing) {
        List<Gauge> gauges = new ArrayList<>();
        Said.each(failing.path("wouldNeed")).forEach(need -> {
            JsonNode value = failing.path("values").path(need.path("path").asText());
            if (value.isNumber()) {
                gauge(need, value.decimalValue()).ifPresent(gauges::add);
            }
        });
        return gauges;
    }

    private static Optional<Gauge> gauge(JsonNode need, BigDecimal value) {
        Optional<BigDecimal> low = number(need, "above", "atLeast");
        Optional<BigDecimal> high = number(need, "below", "atMost");
        // The one that the value would have to cross.
        boolean isOver = high.isPresent() && value.compareTo(high.get()) >= 0;
        return (isOver ? high : low).flatMap(bound -> gauge(said(need, value, low, high), value, bound, isOver));
    }

    private static String said(JsonNode need, BigDecimal value, Optional<BigDecimal> low, Optional<BigDecimal> high) {
        String path = Said.pathWords(need.path("path").asText());
        String shown = Words.number(value);
        return low.isPresent() && high.isPresent()
                ? Texts.of("gauge_between", path, shown, Words.number(low.get()), Words.number(high.get()))
                : low.map(bound -> Texts.of("gauge_of", path, shown, Words.number(bound)))
                        .orElseGet(
                                () -> Texts.of("gauge_over", path, shown, Words.number(high.orElse(BigDecimal.ZERO))));
    }

    private static Optional<BigDecimal> number(JsonNode need, String... sides) {
        return Stream.of(sides)
                .map(need::path)
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .findFirst();
    }

    // A scale needs a beginning: values and bounds below zero have none that says anything.
    private static Optional<Gauge> gauge(String says, BigDecimal value, BigDecimal bound, boolean isOver) {
        BigDecimal end = value.max(bound).multiply(ROOM);
        return value.signum() < 0 || bound.signum() < 0 || end.signum() == 0
                ? Optional.empty()
                : Optional.of(new Gauge(says, percent(value, end), percent(bound, end), isOver));
    }

    private static String percent(BigDecimal part, BigDecimal whole) {
        return part.multiply(HUNDRED).divide(whole, 1, RoundingMode.HALF_UP).toPlainString();
    }
}
