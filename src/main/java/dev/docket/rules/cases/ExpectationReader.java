package dev.docket.rules.cases;

import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.PolicyNames;
import dev.docket.text.Suggestion;
import dev.docket.yaml.YamlNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code expect} of a case; every name in it must be one that the folder knows. */
public final class ExpectationReader {
    static final Pattern EXCEPTION = Pattern.compile("([A-Z]{3}-[0-9]{3})/[1-5](@.+)?");
    private static final List<String> SCALARS = List.of("disposition", "queue", "slaDueAt", "priority", "floorRule");
    private static final List<String> RULE_LISTS = List.of("fired", "notFired");
    private static final List<String> LISTS =
            List.of("fired", "notFired", "exceptions", "approvals", "preferred", "alternatives");
    private static final Set<String> OPTIONAL = Set.of(
            "queue",
            "slaDueAt",
            "priority",
            "floorRule",
            "fired",
            "notFired",
            "exceptions",
            "approvals",
            "preferred",
            "alternatives",
            "waived",
            "notEvaluated",
            "parameters",
            "evidence");

    private final Set<String> ruleIds;
    private final PolicyNames names;

    public ExpectationReader(Set<String> ruleIds, PolicyNames names) {
        this.ruleIds = ruleIds;
        this.names = names;
    }

    Expectation read(YamlNode node) {
        Map<String, YamlNode> fields = node.fields(Set.of("disposition"), OPTIONAL);
        Map<String, Expectation.Item> scalars = new HashMap<>();
        for (String name : SCALARS) {
            YamlNode scalar = fields.get(name);
            if (scalar != null) {
                scalars.put(name, item(scalar));
            }
        }
        constants(fields);
        Map<String, Expectation.Listed> lists = new HashMap<>();
        for (String name : LISTS) {
            YamlNode list = fields.get(name);
            if (list != null) {
                lists.put(name, listed(name, list));
            }
        }
        SortedMap<String, Expectation.Paths> notEvaluated = new TreeMap<>();
        map(fields.get("notEvaluated")).forEach((rule, paths) -> {
            checkRule(rule, paths);
            notEvaluated.put(rule, new Expectation.Paths(paths.line(), paths.texts()));
        });
        SortedMap<String, Expectation.Item> waived = new TreeMap<>();
        map(fields.get("waived")).forEach((exception, rule) -> {
            checkException(exception, rule);
            checkRule(rule.text(), rule);
            waived.put(exception, item(rule));
        });
        return new Expectation(
                node.line(),
                scalars,
                lists,
                waived,
                notEvaluated,
                nested(fields.get("parameters")),
                nested(fields.get("evidence")));
    }

    private static void constants(Map<String, YamlNode> fields) {
        YamlNode disposition = fields.get("disposition");
        if (disposition != null) {
            disposition.constant(Disposition.class, disposition.text());
        }
        YamlNode priority = fields.get("priority");
        if (priority != null) {
            priority.constant(PriorityClass.class, priority.text());
        }
    }

    private Expectation.Listed listed(String name, YamlNode list) {
        SortedMap<String, Integer> items = new TreeMap<>();
        for (YamlNode item : list.list()) {
            String text = item.text();
            items.put(text, item.line());
            if (RULE_LISTS.contains(name)) {
                checkRule(text, item);
            } else if (name.equals("exceptions")) {
                checkException(text, item);
            } else if (name.equals("approvals")) {
                check("role", text, names.roles(), item);
            } else {
                check("action", withoutLine(text), names.actions(), item);
            }
        }
        return new Expectation.Listed(list.line(), items);
    }

    private static SortedMap<String, SortedMap<String, Expectation.Item>> nested(@Nullable YamlNode node) {
        SortedMap<String, SortedMap<String, Expectation.Item>> nested = new TreeMap<>();
        map(node).forEach((outer, inner) -> {
            SortedMap<String, Expectation.Item> items = new TreeMap<>();
            inner.map().forEach((name, value) -> items.put(name, item(value)));
            nested.put(outer, items);
        });
        return nested;
    }

    private static Map<String, YamlNode> map(@Nullable YamlNode node) {
        return node == null ? Map.of() : node.map();
    }

    private static Expectation.Item item(YamlNode node) {
        return new Expectation.Item(node.text(), node.line());
    }

    private void checkRule(String rule, YamlNode where) {
        check("rule", withoutLine(rule), ruleIds, where);
    }

    private void checkException(String exception, YamlNode where) {
        var matcher = EXCEPTION.matcher(exception);
        if (matcher.matches()) {
            check("exception code", matcher.group(1), names.codes(), where);
        } else {
            where.problem("'%s' is not code/severity, as FIN-201/4 or INV-401/3@L1".formatted(exception));
        }
    }

    private static void check(String kind, String name, Set<String> known, YamlNode where) {
        if (!known.contains(name)) {
            where.problem(
                    ErrorCode.CASE_NAMES,
                    "unknown %s '%s'.%s".formatted(kind, name, Suggestion.didYouMean(name, known)));
        }
    }

    /** {@code rule@line} without the line. */
    public static String withoutLine(String text) {
        int at = text.indexOf('@');
        return at < 0 ? text : text.substring(0, at);
    }
}
