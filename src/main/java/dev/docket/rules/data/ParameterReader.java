package dev.docket.rules.data;

import dev.docket.order.Checkpoint;
import dev.docket.order.RequestPath;
import dev.docket.order.constraint.TimeZoneId;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.problem.Limits;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads {@code parameters.yaml}; every value must lie in the range that stands beside it. */
public final class ParameterReader {
    public static final String FILE = "parameters.yaml";

    private ParameterReader() {}

    /** Every parameter by name; what is wrong goes to {@code problems}. */
    public static SortedMap<String, ParameterDefinition> read(String text, FileProblems problems) {
        SortedMap<String, ParameterDefinition> parameters = new TreeMap<>();
        Set<LocalDate> days = new TreeSet<>();
        YamlFile.read(text, problems).forEach((name, node) -> {
            ParameterDefinition definition = parameter(name, node);
            if (definition != null) {
                parameters.put(name, definition);
                days.addAll(definition.values().keySet());
            }
        });
        if (days.size() > Limits.CHANGES) {
            problems.add(1, Limits.exceeded("parameters change on too many days", Limits.CHANGES));
        }
        return parameters;
    }

    private static @Nullable ParameterDefinition parameter(String name, YamlNode node) {
        if (name.length() > Limits.NAME_LENGTH || !name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            node.problem("parameter name '%s' must be kebab-case and not long".formatted(name));
        }
        Map<String, YamlNode> fields =
                node.fields(Set.of("unit", "value", "owner", "says"), Set.of("range", "changes"));
        YamlNode unitNode = fields.get("unit");
        YamlNode valueNode = fields.get("value");
        YamlNode owner = fields.get("owner");
        YamlNode says = fields.get("says");
        if (unitNode == null || valueNode == null || owner == null || says == null) {
            return null;
        }
        ParameterDefinition.Unit unit = unitNode.constant(
                ParameterDefinition.Unit.class,
                unitNode.text().toUpperCase(Locale.ROOT).replace('-', '_'));
        if (unit == null) {
            return null;
        }
        List<BigDecimal> range = range(name, unit, node, fields.get("range"));
        NavigableMap<LocalDate, Object> values = new TreeMap<>();
        values.put(LocalDate.MIN, value(name, unit, valueNode, range));
        YamlNode changes = fields.get("changes");
        for (YamlNode change : changes == null ? List.<YamlNode>of() : changes.list()) {
            Map<String, YamlNode> parts = change.fields(Set.of("from", "value"), Set.of());
            YamlNode from = parts.get("from");
            YamlNode value = parts.get("value");
            if (from != null && value != null && values.put(from.date(), value(name, unit, value, range)) != null) {
                from.problem("%s changes twice on %s".formatted(name, from.text()));
            }
        }
        return new ParameterDefinition(name, unit, owner.text(), says.text(), values, node.line());
    }

    private static List<BigDecimal> range(
            String name, ParameterDefinition.Unit unit, YamlNode node, @Nullable YamlNode range) {
        if (!unit.isNumber()) {
            return List.of();
        }
        if (range == null || range.list().size() != 2) {
            (range == null ? node : range).problem("%s needs a range: [smallest, largest]".formatted(name));
            return List.of();
        }
        return range.list().stream().map(YamlNode::decimal).toList();
    }

    private static Object value(String name, ParameterDefinition.Unit unit, YamlNode node, List<BigDecimal> range) {
        return switch (unit) {
            case TEXTS -> List.copyOf(node.texts());
            case INPUTS -> inputs(node);
            case TIME_ZONE -> timeZone(node);
            case PERCENTS -> LossParameters.percents(name, node);
            case BANDS -> LossParameters.bands(name, node);
            default -> {
                BigDecimal value = node.decimal();
                if (!range.isEmpty() && (value.compareTo(range.get(0)) < 0 || value.compareTo(range.get(1)) > 0)) {
                    node.problem("%s is %s, outside of its range %s..%s"
                            .formatted(
                                    name,
                                    value.toPlainString(),
                                    range.get(0).toPlainString(),
                                    range.get(1).toPlainString()));
                }
                yield unit.isWhole() ? (Object) whole(name, node, value) : value;
            }
        };
    }

    private static Integer whole(String name, YamlNode node, BigDecimal value) {
        try {
            return value.intValueExact();
        } catch (ArithmeticException fraction) {
            node.problem("%s is %s, but must be a whole number".formatted(name, value.toPlainString()));
            return 0;
        }
    }

    private static String timeZone(YamlNode node) {
        String id = node.text();
        if (!TimeZoneId.Known.isKnown(id)) {
            node.problem("'%s' is not a time zone of the IANA database such as Europe/Berlin".formatted(id));
            return "UTC";
        }
        return id;
    }

    private static Map<Checkpoint, List<RequestPath>> inputs(YamlNode node) {
        Map<Checkpoint, List<RequestPath>> inputs = new EnumMap<>(Checkpoint.class);
        node.map().forEach((name, paths) -> {
            Checkpoint checkpoint = paths.constant(Checkpoint.class, name);
            if (checkpoint != null) {
                inputs.put(
                        checkpoint,
                        paths.list().stream()
                                .map(ParameterReader::path)
                                .filter(Objects::nonNull)
                                .toList());
            }
        });
        return Collections.unmodifiableMap(inputs);
    }

    private static @Nullable RequestPath path(YamlNode node) {
        try {
            return RequestPath.of(node.text());
        } catch (IllegalArgumentException unknown) {
            node.problem(String.valueOf(unknown.getMessage()));
            return null;
        }
    }
}
