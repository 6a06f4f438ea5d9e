package dev.docket.rules.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.rules.ErrorCode;
import dev.docket.yaml.YamlNode;
import java.util.Set;
import java.util.TreeSet;

/** Where what a mapping makes differs from what its case expects. */
final class Differences {
    private Differences() {}

    /** Tells every difference at a place of the case. */
    static void compare(JsonNode wanted, JsonNode actual, YamlNode at) {
        compare("", wanted, actual, at);
    }

    private static void compare(String path, JsonNode wanted, JsonNode actual, YamlNode at) {
        if (wanted.isObject() && actual.isObject()) {
            Set<String> names = new TreeSet<>();
            wanted.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            names.forEach(name ->
                    compare(path.isEmpty() ? name : path + "." + name, wanted.path(name), actual.path(name), at));
        } else if (wanted.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.max(wanted.size(), actual.size()); i++) {
                compare(path + "[" + i + "]", wanted.path(i), actual.path(i), at);
            }
        } else if (!isSame(wanted, actual)) {
            tell(at, "%s is %s, and %s is expected".formatted(path, said(actual), said(wanted)));
        }
    }

    private static boolean isSame(JsonNode wanted, JsonNode actual) {
        return (wanted.isNumber() && actual.isNumber())
                ? wanted.decimalValue().compareTo(actual.decimalValue()) == 0
                : wanted.equals(actual);
    }

    private static String said(JsonNode node) {
        return node.isMissingNode() ? "absent" : node.toString();
    }

    static void tell(YamlNode at, String message) {
        at.problem(ErrorCode.CASE_DIFFERS, message);
    }
}
