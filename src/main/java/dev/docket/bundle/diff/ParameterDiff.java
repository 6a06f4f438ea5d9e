package dev.docket.bundle.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlProblems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares parameters: numbers with their units, lists by their elements. */
final class ParameterDiff {
    private final Changes changes;

    ParameterDiff(Changes changes) {
        this.changes = changes;
    }

    void compare(byte @Nullable [] before, byte @Nullable [] after) {
        Changes.sides(
                byName(before),
                byName(after),
                (name, old) -> changes.removed(
                        PolicyChange.Kind.PARAMETER_REMOVED,
                        name,
                        null,
                        value(written(old)),
                        "parameter %s (%s) is removed".formatted(name, said(old))),
                (name, young) -> changes.added(
                        PolicyChange.Kind.PARAMETER_ADDED,
                        name,
                        null,
                        value(written(young)),
                        "parameter %s is added: %s".formatted(name, said(young))),
                this::compare);
    }

    private static Map<String, JsonNode> byName(byte @Nullable [] text) {
        Map<String, JsonNode> byName = new HashMap<>();
        if (text != null) {
            YamlFile.read(new String(text, StandardCharsets.UTF_8), ParameterDiff::refuse)
                    .forEach((name, parameter) -> byName.put(name, parameter.tree()));
        }
        return byName;
    }

    private static void refuse(int line, YamlProblems.Kind kind, String message) {
        throw new IllegalStateException(
                String.format(Locale.ROOT, "line %d of the parameters of a loaded bundle: %s", line, message));
    }

    private void compare(String name, JsonNode before, JsonNode after) {
        String unit = unit(after);
        variants(name, "", before, after, unit);
        Map<String, JsonNode> planned = byDay(before.path("changes"));
        Map<String, JsonNode> plannedNow = byDay(after.path("changes"));
        TreeSet<String> days = new TreeSet<>(planned.keySet());
        days.addAll(plannedNow.keySet());
        for (String day : days) {
            variants(
                    name,
                    " from " + day,
                    planned.getOrDefault(day, MissingNode.getInstance()),
                    plannedNow.getOrDefault(day, MissingNode.getInstance()),
                    unit);
        }
        for (String aspect : new String[] {"unit", "by", "convert", "range", "owner", "says"}) {
            if (!before.path(aspect).equals(after.path(aspect))) {
                changed(name, aspect, before.path(aspect), after.path(aspect), "");
            }
        }
    }

    private static Map<String, JsonNode> byDay(JsonNode planned) {
        Map<String, JsonNode> byDay = new HashMap<>();
        planned.forEach(change -> byDay.put(change.path("from").asText(), change));
        return byDay;
    }

    /** The value, or each of the values where they differ by order. */
    private void variants(String name, String when, JsonNode before, JsonNode after, String unit) {
        node(name, "value" + when, before.path("value"), after.path("value"), unit);
        Map<String, JsonNode> old = byOrder(before);
        Map<String, JsonNode> young = byOrder(after);
        TreeSet<String> orders = new TreeSet<>(old.keySet());
        orders.addAll(young.keySet());
        for (String order : orders) {
            node(
                    name,
                    "value" + when + order,
                    old.getOrDefault(order, MissingNode.getInstance()),
                    young.getOrDefault(order, MissingNode.getInstance()),
                    unit);
        }
    }

    /** The values of a parameter that differs by order, by the words for the orders that each is for. */
    private static Map<String, JsonNode> byOrder(JsonNode parameter) {
        Map<String, JsonNode> byOrder = new HashMap<>();
        JsonNode values = parameter.path("values");
        values.properties().forEach(entry -> byOrder.put(" for " + entry.getKey(), entry.getValue()));
        if (values.isArray()) {
            values.forEach(entry -> byOrder.put(" for " + orders(entry), entry.path("value")));
        }
        if (parameter.has("default")) {
            byOrder.put(" for all others", parameter.path("default"));
        }
        return byOrder;
    }

    private static String orders(JsonNode entry) {
        List<String> texts = new ArrayList<>();
        entry.properties().forEach(field -> {
            if (!field.getKey().equals("value")) {
                texts.add(field.getKey() + " " + field.getValue().asText());
            }
        });
        texts.sort(null);
        return texts.isEmpty() ? "any order" : String.join(", ", texts);
    }

    private static JsonNode written(JsonNode parameter) {
        return parameter.path(parameter.has("values") ? "values" : "value");
    }

    private void node(String name, String aspect, JsonNode before, JsonNode after, String unit) {
        if (isSame(before, after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            TreeSet<String> keys = new TreeSet<>();
            before.fieldNames().forEachRemaining(keys::add);
            after.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> node(name, aspect + " at " + key, before.path(key), after.path(key), unit));
        } else if (before.isArray() && after.isArray()) {
            elements(name, aspect, before, after);
        } else {
            changed(name, aspect, before, after, unit);
        }
    }

    private static boolean isSame(JsonNode before, JsonNode after) {
        return (before.isNumber() && after.isNumber())
                ? before.decimalValue().compareTo(after.decimalValue()) == 0
                : before.equals(after);
    }

    private void elements(String name, String aspect, JsonNode before, JsonNode after) {
        Set<String> old = texts(before);
        Set<String> young = texts(after);
        if (old.equals(young)) {
            changes.changed(
                    PolicyChange.Kind.PARAMETER_CHANGED,
                    name,
                    aspect,
                    before,
                    after,
                    "parameter %s: the order becomes %s".formatted(name, after));
            return;
        }
        old.stream()
                .filter(element -> !young.contains(element))
                .forEach(element -> changes.removed(
                        PolicyChange.Kind.PARAMETER_CHANGED,
                        name,
                        aspect,
                        element,
                        "parameter %s%s: %s is removed".formatted(name, at(aspect), element)));
        young.stream()
                .filter(element -> !old.contains(element))
                .forEach(element -> changes.added(
                        PolicyChange.Kind.PARAMETER_CHANGED,
                        name,
                        aspect,
                        element,
                        "parameter %s%s: %s is added".formatted(name, at(aspect), element)));
    }

    private static Set<String> texts(JsonNode list) {
        TreeSet<String> texts = new TreeSet<>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private void changed(String name, String aspect, JsonNode before, JsonNode after, String unit) {
        String says = "parameter %s%s: %s → %s%s".formatted(name, at(aspect), text(before), text(after), unit);
        changes.changed(PolicyChange.Kind.PARAMETER_CHANGED, name, aspect, value(before), value(after), says);
    }

    /** Empty for the value itself, the part one expects to change. */
    private static String at(String aspect) {
        return aspect.equals("value") ? "" : " " + (aspect.startsWith("value ") ? aspect.substring(6) : aspect);
    }

    private static String said(JsonNode parameter) {
        return text(written(parameter)) + unit(parameter);
    }

    private static String unit(JsonNode parameter) {
        String unit = parameter.path("unit").asText().toLowerCase(Locale.ROOT);
        return switch (unit) {
            case "percent" -> " %";
            case "days", "hours", "minutes" -> " " + unit;
            default -> "";
        };
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "nothing" : (node.isValueNode() ? node.asText() : node.toString());
    }

    private static Object value(JsonNode node) {
        return node.isMissingNode() ? "" : (node.isValueNode() ? node.asText() : node);
    }
}
