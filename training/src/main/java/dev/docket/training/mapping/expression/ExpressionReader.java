package dev.docket.training.mapping.expression;

import dev.docket.training.mapping.source.Columns;
import dev.docket.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns YAML into {@link Expression}s and refuses what it does not know. */
public final class ExpressionReader {
    private static final List<String> OPERATIONS = List.of(
            "column",
            "field",
            "position",
            "constant",
            "first",
            "concat",
            "id",
            "left",
            "product",
            "minus",
            "sum",
            "absolute",
            "round",
            "greatest",
            "plusDays",
            "plusHours",
            "lookup",
            "country",
            "pick");

    private final Columns columns;
    private final Map<String, YamlNode> tables;
    private final Set<String> earlierPaths;

    /** @param earlierPaths what {@code field} may name; grows while the mapping is read */
    public ExpressionReader(Columns columns, Map<String, YamlNode> tables, Set<String> earlierPaths) {
        this.columns = columns;
        this.tables = tables;
        this.earlierPaths = earlierPaths;
    }

    /**
     * What a value of a mapping means; one that means nothing is reported and counts as absent.
     *
     * @param path where the value goes, the default salt of a pick
     */
    public Expression read(YamlNode node, String path) {
        if (node.isMap()) {
            return operation(node, path);
        }
        if (node.isList()) {
            node.problem("an operation or a value is expected here, not a list");
            return new Expression.Absent();
        }
        String text = node.text();
        return text.equals("absent") ? new Expression.Absent() : new Expression.Constant(text);
    }

    private Expression operation(YamlNode node, String path) {
        Optional<String> named =
                OPERATIONS.stream().filter(node.map()::containsKey).findFirst();
        if (named.isEmpty()) {
            node.problem(
                    "unknown operation %s. Known: %s".formatted(node.map().keySet(), String.join(", ", OPERATIONS)));
            return new Expression.Absent();
        }
        String name = named.get();
        YamlNode operand = node.required(name);
        node.allowOnly(keysOf(name));
        return switch (name) {
            case "column" -> new Expression.Column(columns.position(operand));
            case "field" -> new Expression.Field(earlier(operand));
            case "position" -> new Expression.Position();
            case "constant" -> new Expression.Constant(operand.text());
            case "first" -> new Expression.First(all(operand, path));
            case "concat" -> new Expression.Concat(all(operand, path));
            case "id" -> new Expression.Identifier(read(operand, path));
            case "left" ->
                new Expression.Left(read(operand, path), node.required("length").wholeNumber());
            case "product" -> new Expression.Product(all(operand, path));
            case "minus" -> new Expression.Minus(two(operand, path, 0), two(operand, path, 1));
            case "sum" -> new Expression.Sum(read(operand, path));
            case "absolute" -> new Expression.Absolute(read(operand, path));
            case "round" ->
                new Expression.Round(
                        read(operand, path), node.required("decimals").wholeNumber());
            case "greatest" -> new Expression.Greatest(all(operand, path));
            case "plusDays" -> new Expression.PlusDays(two(operand, path, 0), two(operand, path, 1));
            case "plusHours" -> new Expression.PlusHours(two(operand, path, 0), two(operand, path, 1));
            case "lookup" -> lookup(node, operand, path);
            case "country" -> new Expression.Country(read(operand, path), countries(node));
            case "pick" -> pick(node, operand, path);
            default -> throw new IllegalStateException("operation '%s' has no meaning".formatted(name));
        };
    }

    private static Set<String> keysOf(String operation) {
        return switch (operation) {
            case "left" -> Set.of("left", "length");
            case "round" -> Set.of("round", "decimals");
            case "lookup" -> Set.of("lookup", "in", "otherwise");
            case "country" -> Set.of("country", "exceptions");
            case "pick" -> Set.of("pick", "by", "salt");
            default -> Set.of(operation);
        };
    }

    private String earlier(YamlNode path) {
        if (!earlierPaths.contains(path.text())) {
            path.problem("field '%s' is not mapped above this line".formatted(path.text()));
        }
        return path.text();
    }

    private List<Expression> all(YamlNode list, String path) {
        return list.list().stream().map(item -> read(item, path)).toList();
    }

    private Expression two(YamlNode list, String path, int which) {
        List<YamlNode> items = list.list();
        if (items.size() != 2) {
            list.problem("exactly two values are expected here");
            return new Expression.Absent();
        }
        return read(items.get(which), path);
    }

    private Expression lookup(YamlNode node, YamlNode key, String path) {
        YamlNode name = node.required("in");
        Map<String, Expression> table = new LinkedHashMap<>();
        table(name).forEach((entry, value) -> table.put(entry, read(value, path)));
        return new Expression.Lookup(
                read(key, path),
                table,
                name.text(),
                node.optional("otherwise").map(value -> read(value, path)).orElse(null));
    }

    private Map<String, String> countries(YamlNode node) {
        Map<String, String> exceptions = new LinkedHashMap<>();
        table(node.required("exceptions")).forEach((name, code) -> exceptions.put(name, code.text()));
        return exceptions;
    }

    private Map<String, YamlNode> table(YamlNode name) {
        YamlNode table = tables.get(name.text());
        if (table == null) {
            name.problem("unknown table '%s'. Declared: %s".formatted(name.text(), tables.keySet()));
            return Map.of();
        }
        return table.map();
    }

    private Expression pick(YamlNode node, YamlNode choices, String path) {
        List<Expression.Weighted> weighted = choices.list().stream()
                .map(choice -> new Expression.Weighted(weight(choice), two(choice, path, 1)))
                .toList();
        return new Expression.Pick(
                weighted,
                read(node.required("by"), path),
                node.optional("salt").map(YamlNode::text).orElse(path));
    }

    private static BigDecimal weight(YamlNode choice) {
        BigDecimal weight =
                choice.list().stream().findFirst().map(YamlNode::decimal).orElse(BigDecimal.ZERO);
        if (weight.signum() <= 0) {
            choice.problem("a choice begins with its weight, a number above 0");
        }
        return weight;
    }
}
