package dev.docket.mapping.target;

import dev.docket.order.OrderSnapshot;
import dev.docket.order.Settled;
import dev.docket.yaml.YamlNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a value goes in the order: {@code order.netAmount}, {@code order.lines[].itemId} (each line),
 * {@code order.lines[].substitutes[0].rank} (a list element by its place).
 *
 * @param steps the components on the way, from the snapshot to the value
 * @param type the type of the value
 */
public record TargetPath(String text, List<Step> steps, Class<?> type) {
    public static final String LINES = "order.lines[].";
    private static final Pattern STEP = Pattern.compile("([A-Za-z0-9]+)(?:\\[(\\d{0,3})])?");

    /** @param place the place in the list, or none */
    public record Step(String name, int place) {
        public static final int NONE = -1;
    }

    public boolean isOfLine() {
        return text.startsWith(LINES);
    }

    /** The path that a text means, or null when it means none; then that is reported at the node. */
    public static @Nullable TargetPath parse(YamlNode node, String text) {
        List<Step> steps = new ArrayList<>();
        Class<?> type = OrderSnapshot.class;
        for (String part : text.split("\\.", -1)) {
            Matcher matcher = STEP.matcher(part);
            if (!type.isRecord() || !matcher.matches()) {
                node.problem("unknown target path '%s'".formatted(text));
                return null;
            }
            RecordComponent component = component(node, text, type, matcher.group(1));
            if (component == null) {
                return null;
            }
            boolean list = component.getType() == List.class;
            if (list != (matcher.group(2) != null)) {
                node.problem("target path '%s': '%s' is %sa list".formatted(text, part, list ? "" : "not "));
                return null;
            }
            boolean lines = list && component.getName().equals("lines");
            if (list && lines != matcher.group(2).isEmpty()) {
                node.problem("target path '%s': write lines[] for every line, other lists with a place such as [0]"
                        .formatted(text));
                return null;
            }
            steps.add(new Step(component.getName(), list && !lines ? Integer.parseInt(matcher.group(2)) : Step.NONE));
            type = list ? elementType(component) : component.getType();
        }
        if (type.isRecord()) {
            node.problem("target path '%s' names a whole record: map its fields".formatted(text));
            return null;
        }
        return new TargetPath(text, List.copyOf(steps), type);
    }

    private static @Nullable RecordComponent component(YamlNode node, String text, Class<?> type, String name) {
        List<String> known = new ArrayList<>();
        for (RecordComponent component : Settled.Components.ofRequest(type).toList()) {
            if (component.getName().equals(name)) {
                return component;
            }
            known.add(component.getName());
        }
        node.problem("unknown target path '%s': there is no '%s'. Known: %s"
                .formatted(text, name, String.join(", ", known)));
        return null;
    }

    public static Class<?> elementType(RecordComponent list) {
        return (Class<?>) ((ParameterizedType) list.getGenericType()).getActualTypeArguments()[0];
    }
}
