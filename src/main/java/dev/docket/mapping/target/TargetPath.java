package dev.docket.mapping.target;

import dev.docket.order.OrderSnapshot;
import dev.docket.order.Settled;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.order.attribute.AttributeDefinition;
import dev.docket.order.attribute.AttributePlace;
import dev.docket.order.attribute.AttributeType;
import dev.docket.yaml.YamlNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a value goes in the order: {@code order.netAmount}, {@code order.lines[].itemId} (each line),
 * {@code order.lines[].substitutes[0].rank} (a list element by its place), {@code order.attributes.project-margin} (an attribute).
 *
 * @param steps the components on the way, from the snapshot to the value
 * @param type the type of the value
 */
public record TargetPath(String text, List<Step> steps, Class<?> type) {
    public static final String LINES = "order.lines[].";
    private static final String ATTRIBUTES = "attributes";
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z0-9-]+)(?:\\[(\\d{1,3})])?");
    private static final Pattern STEP = Pattern.compile("([A-Za-z0-9]+)(?:\\[(\\d{0,3})])?");

    /** @param place the place in the list, or none */
    public record Step(String name, int place) {
        public static final int NONE = -1;
    }

    public boolean isOfLine() {
        return text.startsWith(LINES);
    }

    /** The path that a text means, of those that every request has; see {@link #parse(YamlNode, String, AttributeCatalogue)}. */
    public static @Nullable TargetPath parse(YamlNode node, String text) {
        return parse(node, text, AttributeCatalogue.NONE);
    }

    /**
     * The path that a text means, or null when it means none; then that is reported at the node.
     *
     * @param declared the attributes that a request may have
     */
    public static @Nullable TargetPath parse(YamlNode node, String text, AttributeCatalogue declared) {
        List<Step> steps = new ArrayList<>();
        Class<?> type = OrderSnapshot.class;
        String[] parts = text.split("\\.", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            AttributePlace place = AttributePlace.of(type);
            if (part.equals(ATTRIBUTES) && place != null && i == parts.length - 2) {
                steps.add(new Step(ATTRIBUTES, Step.NONE));
                return attribute(node, text, parts[i + 1], steps, declared.at(place));
            }
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

    private static @Nullable TargetPath attribute(
            YamlNode node,
            String text,
            String part,
            List<Step> steps,
            SortedMap<String, AttributeDefinition> declared) {
        Matcher matcher = ATTRIBUTE.matcher(part);
        AttributeDefinition attribute = matcher.matches() ? declared.get(matcher.group(1)) : null;
        if (attribute == null) {
            node.problem("unknown target path '%s': attributes.yaml declares %s"
                    .formatted(text, declared.isEmpty() ? "none here" : String.join(", ", declared.keySet())));
            return null;
        }
        boolean isList = attribute.type() == AttributeType.TEXTS;
        if (isList != (matcher.group(2) != null)) {
            node.problem("target path '%s': '%s' is %s"
                    .formatted(
                            text,
                            attribute.name(),
                            isList ? "a list of texts: write its place, such as [0]" : "not a list"));
            return null;
        }
        steps.add(new Step(attribute.name(), isList ? Integer.parseInt(matcher.group(2)) : Step.NONE));
        return new TargetPath(text, List.copyOf(steps), type(attribute.type()));
    }

    private static Class<?> type(AttributeType type) {
        return switch (type) {
            case TEXT, TEXTS -> String.class;
            case DECIMAL -> BigDecimal.class;
            case FLAG -> Boolean.class;
            case DATE -> LocalDate.class;
            case MOMENT -> Instant.class;
        };
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
