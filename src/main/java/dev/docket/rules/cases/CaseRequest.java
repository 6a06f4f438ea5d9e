package dev.docket.rules.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.ErrorCode;
import dev.docket.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The order of a case as it grows: a fixture, then what the case sets and leaves out, each value with the place where it
 * was written.
 */
final class CaseRequest {
    private static final Pattern STEP = Pattern.compile("([A-Za-z][A-Za-z0-9]*)(?:\\[([0-9]{1,4})])?");
    private static final RecordReader READER = new RecordReader();

    private final ObjectNode document;
    private final Map<String, YamlNode> origins;

    private CaseRequest(ObjectNode document, Map<String, YamlNode> origins) {
        this.document = document;
        this.origins = origins;
    }

    static CaseRequest empty() {
        return new CaseRequest(JsonNodeFactory.instance.objectNode(), new HashMap<>());
    }

    CaseRequest copy() {
        return new CaseRequest(document.deepCopy(), new HashMap<>(origins));
    }

    /** Puts a value at a path, such as {@code order.lines[0].lot.status}; what is on the way is made. */
    void set(String path, YamlNode value) {
        JsonNode parent = parent(path, value, true);
        if (parent == null) {
            return;
        }
        String last = path.substring(path.lastIndexOf('.') + 1);
        Matcher step = STEP.matcher(last);
        if (!step.matches()) {
            value.problem("'%s' is not a path such as order.lines[0].lot.status".formatted(path));
        } else if (step.group(2) == null) {
            ((ObjectNode) parent).set(last, value.tree());
            remember(path, value);
        } else if (child((ObjectNode) parent, step.group(1), JsonNodeFactory.instance.arrayNode())
                        instanceof ArrayNode list
                && Integer.parseInt(step.group(2)) <= list.size()) {
            int index = Integer.parseInt(step.group(2));
            if (index == list.size()) {
                list.add(value.tree());
            } else {
                list.set(index, value.tree());
            }
            remember(path, value);
        } else {
            value.problem("'%s' leaves a gap in the list".formatted(path));
        }
    }

    private void remember(String path, YamlNode value) {
        origins.put(path, value);
        if (value.isMap()) {
            value.map().forEach((name, inner) -> remember(path + "." + name, inner));
        }
    }

    /** Takes the value at a path away. */
    void remove(YamlNode where) {
        String path = where.text();
        String last = path.substring(path.lastIndexOf('.') + 1);
        if (!(parent(path, where, false) instanceof ObjectNode parent) || parent.remove(last) == null) {
            where.problem("'%s' is not there, so it cannot be left out".formatted(path));
        }
    }

    /** The object that has the last step of a path, or null. */
    private @Nullable JsonNode parent(String path, YamlNode where, boolean make) {
        JsonNode at = document;
        String[] steps = path.split("\\.", -1);
        for (int i = 0; i < steps.length - 1 && at != null; i++) {
            Matcher step = STEP.matcher(steps[i]);
            if (!(at instanceof ObjectNode object) || !step.matches()) {
                at = null;
            } else if (step.group(2) == null) {
                at = make ? child(object, steps[i], JsonNodeFactory.instance.objectNode()) : object.get(steps[i]);
            } else {
                JsonNode list = object.get(step.group(1));
                at = list == null ? null : list.get(Integer.parseInt(step.group(2)));
            }
        }
        if (!(at instanceof ObjectNode) && make) {
            where.problem("'%s' leads nowhere".formatted(path));
        }
        return at instanceof ObjectNode ? at : null;
    }

    private static JsonNode child(ObjectNode parent, String name, JsonNode otherwise) {
        if (!parent.has(name)) {
            parent.set(name, otherwise);
        }
        return parent.get(name);
    }

    /** The order, or null when it is not valid; then every problem is reported where the value was written. */
    @Nullable
    OrderSnapshot read(YamlNode owner) {
        Reading<OrderSnapshot> reading =
                READER.json(OrderSnapshot.class, document.toString().getBytes(StandardCharsets.UTF_8));
        return switch (reading) {
            case Reading.Valid<OrderSnapshot> valid -> valid.value();
            case Reading.Invalid<OrderSnapshot> invalid -> {
                invalid.problems().forEach(problem -> report(problem, owner));
                yield null;
            }
        };
    }

    private void report(Problem problem, YamlNode owner) {
        String at = problem.path();
        while (!at.isEmpty() && !origins.containsKey(at)) {
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        origins.getOrDefault(at, owner)
                .problem(ErrorCode.CASE_REQUEST, "%s %s".formatted(problem.path(), problem.message()));
    }
}
