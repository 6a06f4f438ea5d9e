package dev.docket.rules.data;

import dev.docket.order.Checkpoint;
import dev.docket.order.RequestPath;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.order.constraint.TimeZoneId;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.language.Variation;
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

    private static final String BY = "by";
    private static final String VALUES = "values";
    private static final String DEFAULT = "default";
    private static final String CONVERT = "convert";

    private ParameterReader() {}

    /**
     * Every parameter by name; what is wrong goes to {@code problems}.
     *
     * @param rates by which amounts are converted where a parameter says so
     * @param attributes by which parameters may differ, beside the fields of every request
     */
    public static SortedMap<String, ParameterDefinition> read(
            String text, Rates rates, AttributeCatalogue attributes, FileProblems problems) {
        SortedMap<String, ParameterDefinition> parameters = new TreeMap<>();
        Set<LocalDate> days = new TreeSet<>();
        YamlFile.read(text, problems).forEach((name, node) -> {
            ParameterDefinition definition = parameter(name, node, rates, attributes);
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

    private static @Nullable ParameterDefinition parameter(
            String name, YamlNode node, Rates rates, AttributeCatalogue attributes) {
        if (name.length() > Limits.NAME_LENGTH || !name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            node.problem("parameter name '%s' must be kebab-case and not long".formatted(name));
        }
        Map<String, YamlNode> fields = node.fields(
                Set.of("unit", "owner", "says"), Set.of("value", "range", "changes", BY, VALUES, DEFAULT, CONVERT));
        YamlNode unitNode = fields.get("unit");
        YamlNode owner = fields.get("owner");
        YamlNode says = fields.get("says");
        YamlNode valueNode = fields.containsKey(BY) ? node.required(VALUES) : node.required("value");
        if (unitNode == null
                || owner == null
                || says == null
                || !fields.containsKey(fields.containsKey(BY) ? VALUES : "value")) {
            return null;
        }
        ParameterDefinition.Unit unit = unitNode.constant(
                ParameterDefinition.Unit.class,
                unitNode.text().toUpperCase(Locale.ROOT).replace('-', '_'));
        if (unit == null) {
            return null;
        }
        List<BigDecimal> range = range(name, unit, node, fields.get("range"));
        VariantsReader variants = variants(name, unit, fields, range, rates, attributes);
        NavigableMap<LocalDate, Object> values = new TreeMap<>();
        values.put(
                LocalDate.MIN,
                variants == null ? value(name, unit, valueNode, range) : variants.read(valueNode, fields.get(DEFAULT)));
        YamlNode changes = fields.get("changes");
        for (YamlNode change : changes == null ? List.<YamlNode>of() : changes.list()) {
            String what = variants == null ? "value" : VALUES;
            Map<String, YamlNode> parts =
                    change.fields(Set.of("from", what), variants == null ? Set.of() : Set.of(DEFAULT));
            YamlNode from = parts.get("from");
            YamlNode value = parts.get(what);
            if (from == null || value == null) {
                continue;
            }
            Object changed =
                    variants == null ? value(name, unit, value, range) : variants.read(value, parts.get(DEFAULT));
            if (values.put(from.date(), changed) != null) {
                from.problem("%s changes twice on %s".formatted(name, from.text()));
            }
        }
        return new ParameterDefinition(name, unit, owner.text(), says.text(), values, variation(values), node.line());
    }

    private static @Nullable VariantsReader variants(
            String name,
            ParameterDefinition.Unit unit,
            Map<String, YamlNode> fields,
            List<BigDecimal> range,
            Rates rates,
            AttributeCatalogue attributes) {
        YamlNode by = fields.get(BY);
        if (by == null) {
            for (String only : List.of(VALUES, DEFAULT, CONVERT)) {
                YamlNode alone = fields.get(only);
                if (alone != null) {
                    alone.problem("%s has '%s' but no 'by', which says what it differs by".formatted(name, only));
                }
            }
            return null;
        }
        YamlNode value = fields.get("value");
        if (value != null) {
            value.problem(
                    "%s differs by order, so it has 'values' and maybe a 'default', and no 'value'".formatted(name));
        }
        List<Dimension> dimensions = VariantsReader.dimensions(name, unit, by, attributes);
        boolean isConverted = isConverted(name, unit, fields.get(CONVERT), dimensions, rates);
        return new VariantsReader(
                name, unit, dimensions, node -> value(name, unit, node, range), isConverted ? rates : null);
    }

    private static boolean isConverted(
            String name, ParameterDefinition.Unit unit, @Nullable YamlNode convert, List<Dimension> by, Rates rates) {
        if (convert == null) {
            return false;
        }
        if (!convert.text().equals("true")) {
            convert.problem("%s: 'convert' is true, or left out".formatted(name));
        }
        if (unit != ParameterDefinition.Unit.AMOUNT || by.stream().noneMatch(Dimension::isCurrency)) {
            convert.problem("%s is no amount that differs by a currency, so nothing is converted".formatted(name));
        }
        if (rates.byDay().isEmpty()) {
            convert.problem("%s is converted, but %s has no rates".formatted(name, RatesReader.FILE));
        }
        return true;
    }

    private static Variation variation(NavigableMap<LocalDate, Object> values) {
        Set<String> reads = new TreeSet<>();
        Set<String> needs = new TreeSet<>();
        boolean mayLack = false;
        for (Object value : values.values()) {
            if (value instanceof Variants variants) {
                variants.by().forEach(dimension -> dimension.paths().forEach(path -> reads.add(path.toString())));
                if (variants.otherwise() == null) {
                    variants.by().forEach(dimension -> needs.add(dimension.name()));
                }
                mayLack |= variants.mayLack();
            }
        }
        return reads.isEmpty() ? Variation.NONE : new Variation(List.copyOf(reads), List.copyOf(needs), mayLack);
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
