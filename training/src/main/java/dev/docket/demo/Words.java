package dev.docket.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Readable names of rules and actions, from the service itself. */
record Words(Map<String, String> policies, Map<String, String> actions) {
    Words {
        policies = Map.copyOf(policies);
        actions = Map.copyOf(actions);
    }

    /**
     * Collects the names.
     *
     * @param rules the answer of {@code GET /v1/rules}
     * @param taxonomy the answer of {@code GET /v1/taxonomy}
     */
    static Words of(JsonNode rules, JsonNode taxonomy) {
        Map<String, String> policies = new HashMap<>();
        rules.path("rules")
                .forEach(rule -> policies.put(
                        rule.path("ruleId").asText(), rule.path("policy").asText()));
        Map<String, String> actions = new HashMap<>();
        taxonomy.path("actions")
                .forEach(action -> actions.put(
                        action.path("type").asText(), action.path("sentence").asText()));
        return new Words(policies, actions);
    }

    /** The policy sentence of a rule. */
    String policy(String ruleId) {
        return policies.getOrDefault(ruleId, ruleId);
    }

    String action(String type) {
        return actions.getOrDefault(type, plain(type));
    }

    /** {@code PAST_DUE_BALANCE} as "past due balance". Short words are abbreviations and stay, such as EHS. */
    static String plain(String constant) {
        return constant.length() <= 3
                ? constant
                : constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code order.lines[1].availableQty} as "available qty". */
    static String field(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        return name.replaceAll("([a-z])([A-Z])", "$1 $2")
                .replace("Qty", "quantity")
                .toLowerCase(Locale.ROOT);
    }

    /** A value as people write it. */
    static String value(JsonNode value) {
        return value.isNumber()
                ? new DecimalFormat("#,##0.####", DecimalFormatSymbols.getInstance(Locale.ENGLISH))
                        .format(value.decimalValue())
                : value.asText();
    }
}
