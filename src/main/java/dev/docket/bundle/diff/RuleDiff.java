package dev.docket.bundle.diff;

import dev.docket.decision.rule.RuleDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares rules by content, not by position. */
final class RuleDiff {
    private static final Pattern THEN = Pattern.compile("(?s)\\n\\s*then\\b(.*)\\n\\s*end\\s*$");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
    // The name a condition starts with: 'oldestOverdueDays' in 'oldestOverdueDays > 30'.
    private static final Pattern HEAD = Pattern.compile("^.*?(?=\\s*(?:[<>=!]|\\b(?:not|in|memberOf|contains)\\b)|$)");

    private final Changes changes;

    RuleDiff(Changes changes) {
        this.changes = changes;
    }

    void compare(List<RuleDescription> before, List<RuleDescription> after) {
        Changes.sides(
                byId(before),
                byId(after),
                (id, rule) -> changes.removed(
                        PolicyChange.Kind.RULE_REMOVED,
                        id,
                        null,
                        rule.policy(),
                        "rule %s is removed: %s".formatted(id, rule.policy())),
                (id, rule) -> changes.added(
                        PolicyChange.Kind.RULE_ADDED,
                        id,
                        null,
                        rule.policy(),
                        "rule %s is added: %s".formatted(id, rule.policy())),
                this::compare);
    }

    private void compare(String id, RuleDescription before, RuleDescription after) {
        int already = changes.found().size();
        aspect(id, "owner", before.owner(), after.owner());
        aspect(id, "policy", before.policy(), after.policy());
        aspect(id, "checkpoints", before.checkpoints(), after.checkpoints());
        aspect(id, "valid", valid(before), valid(after));
        conditions(id, before.conditions(), after.conditions());
        effects(id, statements(before.text()), statements(after.text()));
        if (changes.found().size() == already && !plain(before.text()).equals(plain(after.text()))) {
            changes.changed(
                    PolicyChange.Kind.RULE_CHANGED,
                    id,
                    "text",
                    before.text(),
                    after.text(),
                    "rule %s: reworded, with the same conditions and effects".formatted(id));
        }
    }

    private static String valid(RuleDescription rule) {
        String from = rule.validFrom() == null ? "" : "from " + rule.validFrom();
        String until = rule.validUntil() == null ? "" : "until " + rule.validUntil();
        return from.isEmpty() && until.isEmpty() ? "always" : (from + " " + until).strip();
    }

    private void aspect(String id, String aspect, Object before, Object after) {
        changes.aspect(PolicyChange.Kind.RULE_CHANGED, "rule", id, aspect, before, after);
    }

    private void conditions(String id, List<String> before, List<String> after) {
        List<String> gone = without(before, after);
        List<String> come = without(after, before);
        for (Iterator<String> each = gone.iterator(); each.hasNext(); ) {
            String old = each.next();
            String same = come.stream()
                    .filter(young -> head(young).equals(head(old)))
                    .findFirst()
                    .orElse(null);
            if (same != null) {
                come.remove(same);
                each.remove();
                changes.changed(
                        PolicyChange.Kind.CONDITION_CHANGED,
                        id,
                        "condition",
                        old,
                        same,
                        "rule %s: condition '%s' becomes '%s'".formatted(id, old, same));
            }
        }
        gone.forEach(old -> changes.removed(
                PolicyChange.Kind.CONDITION_REMOVED,
                id,
                "condition",
                old,
                "rule %s: condition '%s' is removed".formatted(id, old)));
        come.forEach(young -> changes.added(
                PolicyChange.Kind.CONDITION_ADDED,
                id,
                "condition",
                young,
                "rule %s: condition '%s' is added".formatted(id, young)));
    }

    private void effects(String id, List<String> before, List<String> after) {
        without(before, after)
                .forEach(old -> changes.removed(
                        PolicyChange.Kind.EFFECT_REMOVED,
                        id,
                        "effect",
                        old,
                        "rule %s: no longer %s".formatted(id, old)));
        without(after, before)
                .forEach(young -> changes.added(
                        PolicyChange.Kind.EFFECT_ADDED, id, "effect", young, "rule %s: now %s".formatted(id, young)));
    }

    private static List<String> without(List<String> all, List<String> others) {
        List<String> rest = new ArrayList<>(all);
        others.forEach(rest::remove);
        return rest;
    }

    private static String head(String condition) {
        Matcher head = HEAD.matcher(condition);
        return head.find() ? head.group().strip() : condition;
    }

    /** The part after {@code then}, one entry per statement. */
    private static List<String> statements(String rule) {
        Matcher then = THEN.matcher(rule);
        return then.find()
                ? Arrays.stream(plain(then.group(1)).split(";"))
                        .map(String::strip)
                        .filter(statement -> !statement.isEmpty())
                        .toList()
                : List.of();
    }

    private static String plain(String text) {
        return COMMENT.matcher(text).replaceAll(" ").replaceAll("\\s+", " ").strip();
    }

    private static Map<String, RuleDescription> byId(List<RuleDescription> rules) {
        return rules.stream().collect(Collectors.toMap(rule -> rule.ruleId().text(), Function.identity()));
    }
}
