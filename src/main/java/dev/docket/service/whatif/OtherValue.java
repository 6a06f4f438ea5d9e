package dev.docket.service.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.json.Problem;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts another value into a request. */
final class OtherValue {
    private static final Pattern STEP = Pattern.compile("([A-Za-z0-9]+)((?:\\[\\d{1,4}])*)");
    private static final Pattern INDEX = Pattern.compile("\\[(\\d{1,4})]");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");

    private OtherValue() {}

    /** What a request has at a path; empty text for nothing. */
    static String at(ObjectNode request, String path) {
        JsonNode node = request;
        for (String step : path.split("\\.", -1)) {
            node = step(node, step);
        }
        return node.asText();
    }

    /** Leaves a value out. @return whether there was one */
    static boolean remove(ObjectNode request, String path) {
        int last = path.lastIndexOf('.');
        JsonNode parent = request;
        for (String step : last < 0 ? new String[0] : path.substring(0, last).split("\\.", -1)) {
            parent = step(parent, step);
        }
        return parent instanceof ObjectNode object && object.remove(path.substring(last + 1)) != null;
    }

    /** What is wrong with it, if anything: the request must have a value of the same kind at this path. */
    static Optional<Problem> put(ObjectNode request, String path, String value) {
        String[] steps = path.split("\\.", -1);
        JsonNode parent = request;
        for (int i = 0; i < steps.length - 1; i++) {
            parent = step(parent, steps[i]);
        }
        String field = steps[steps.length - 1];
        JsonNode old = parent.path(field);
        if (!(parent instanceof ObjectNode object) || !old.isValueNode()) {
            return Optional.of(Problem.of(path, "unknown-field", "has no value in this order"));
        }
        if (old.isNumber()) {
            if (!NUMBER.matcher(value).matches()) {
                return Optional.of(Problem.of(path, "wrong-type", "must be a number such as 1250.50"));
            }
            object.put(field, new BigDecimal(value));
        } else if (old.isBoolean()) {
            object.put(field, value.equals("true"));
        } else {
            object.put(field, value);
        }
        return Optional.empty();
    }

    private static JsonNode step(JsonNode parent, String step) {
        Matcher parts = STEP.matcher(step);
        if (!parts.matches()) {
            return parent.path("");
        }
        JsonNode node = parent.path(parts.group(1));
        Matcher index = INDEX.matcher(parts.group(2));
        while (index.find()) {
            node = node.path(Integer.parseInt(index.group(1)));
        }
        return node;
    }
}
