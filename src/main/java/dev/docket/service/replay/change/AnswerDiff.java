package dev.docket.service.replay.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares two answers field by field. List elements are paired by identity, not by index. */
final class AnswerDiff {
    /** The fields that identify an element, where present. */
    private static final List<String> KEY =
            List.of("kind", "code", "type", "role", "ruleId", "lineId", "step", "because", "path", "feature");

    /** Objects whose field names come from orders and parameters; counted together. */
    private static final Set<String> FREE_NAMES = Set.of("evidence", "values", "parameters");

    private final List<Difference> found = new ArrayList<>();

    private AnswerDiff() {}

    static List<Difference> between(JsonNode before, JsonNode after) {
        AnswerDiff diff = new AnswerDiff();
        diff.compare("", "", before, after);
        return diff.found;
    }

    private void compare(String path, String field, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (Objects.equals(before, after)) {
            return;
        }
        if (before != null && after != null && before.isObject() && after.isObject()) {
            members(path, field, before, after);
        } else if (before != null && after != null && isListOfObjects(before) && isListOfObjects(after)) {
            elements(path, field, before, after);
        } else {
            found.add(new Difference(path, field, before, after, new TreeSet<>()));
        }
    }

    private void members(String path, String field, JsonNode before, JsonNode after) {
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        boolean isFree = FREE_NAMES.contains(field.substring(field.lastIndexOf('.') + 1));
        for (String name : names) {
            compare(joined(path, name), isFree ? field : joined(field, name), before.get(name), after.get(name));
        }
    }

    private void elements(String path, String field, JsonNode before, JsonNode after) {
        Map<String, JsonNode> old = byKey(before);
        Map<String, JsonNode> young = byKey(after);
        Set<String> keys = new TreeSet<>(old.keySet());
        keys.addAll(young.keySet());
        for (String key : keys) {
            compare("%s[%s]".formatted(path, key), field + "[]", old.get(key), young.get(key));
        }
    }

    private static Map<String, JsonNode> byKey(JsonNode list) {
        Map<String, JsonNode> elements = new LinkedHashMap<>();
        for (JsonNode element : list) {
            String key = key(element);
            int copies = 1;
            while (elements.containsKey(copies == 1 ? key : key + " #" + copies)) {
                copies++;
            }
            elements.put(copies == 1 ? key : key + " #" + copies, element);
        }
        return elements;
    }

    private static String key(JsonNode element) {
        return KEY.stream()
                .filter(name -> element.path(name).isTextual())
                .map(name -> (name.equals("lineId") ? "line " : "")
                        + element.path(name).textValue())
                .reduce((first, second) -> first + " " + second)
                .orElse("");
    }

    private static boolean isListOfObjects(JsonNode node) {
        if (!node.isArray()) {
            return false;
        }
        for (JsonNode element : node) {
            if (!element.isObject()) {
                return false;
            }
        }
        return true;
    }

    private static String joined(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
