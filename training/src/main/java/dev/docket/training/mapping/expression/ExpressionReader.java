package dev.docket.training.mapping.expression;

import dev.docket.training.mapping.source.Columns;
import dev.docket.training.mapping.source.Node;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, Node.Fields> tables;
    private final Set<String> earlierPaths;

    /** @param earlierPaths what {@code field} may name; grows while the mapping is read */
    public ExpressionReader(Columns columns, Map<String, Node.Fields> tables, Set<String> earlierPaths) {
        this.columns = columns;
        this.tables = tables;
        this.earlierPaths = earlierPaths;
    }

    /** @param path where the value goes, the default salt of a pick */
    public Expression read(Node node, String path) {
        return switch (node) {
            case Node.Scalar scalar -> scalar(scalar);
            case Node.Items list -> throw list.error("an operation or a value is wanted here, not a list");
            case Node.Fields fields -> operation(fields, path);
        };
    }

    private static Expression scalar(Node.Scalar scalar) {
        return scalar.text().equals("absent") ? new Expression.Absent() : new Expression.Constant(scalar.text());
    }

    private Expression operation(Node.Fields node, String path) {
        String name = OPERATIONS.stream()
                .filter(node.fields()::containsKey)
                .findFirst()
                .orElseThrow(() -> node.error("unknown operation %s. Known: %s"
                        .formatted(node.fields().keySet(), String.join(", ", OPERATIONS))));
        Node operand = node.required(name);
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
            default -> throw node.error("operation '%s' has no meaning".formatted(name));
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

    private String earlier(Node path) {
        if (!earlierPaths.contains(path.text())) {
            throw path.error("field '%s' is not mapped above this line".formatted(path.text()));
        }
        return path.text();
    }

    private List<Expression> all(Node list, String path) {
        return list.items().stream().map(item -> read(item, path)).toList();
    }

    private Expression two(Node list, String path, int which) {
        if (list.items().size() != 2) {
            throw list.error("exactly two values are wanted here");
        }
        return read(list.items().get(which), path);
    }

    private Expression lookup(Node.Fields node, Node key, String path) {
        Node name = node.required("in");
        Map<String, Expression> table = new LinkedHashMap<>();
        table(name).fields().forEach((entry, value) -> table.put(entry, read(value, path)));
        Node otherwise = node.fields().get("otherwise");
        return new Expression.Lookup(
                read(key, path), table, name.text(), otherwise == null ? null : read(otherwise, path));
    }

    private Map<String, String> countries(Node.Fields node) {
        Map<String, String> exceptions = new LinkedHashMap<>();
        table(node.required("exceptions")).fields().forEach((name, code) -> exceptions.put(name, code.text()));
        return exceptions;
    }

    private Node.Fields table(Node name) {
        Node.Fields table = tables.get(name.text());
        if (table == null) {
            throw name.error("unknown table '%s'. Declared: %s".formatted(name.text(), tables.keySet()));
        }
        return table;
    }

    private Expression pick(Node.Fields node, Node choices, String path) {
        List<Expression.Weighted> weighted = choices.items().stream()
                .map(choice -> new Expression.Weighted(weight(choice), two(choice, path, 1)))
                .toList();
        Node salt = node.fields().get("salt");
        return new Expression.Pick(weighted, read(node.required("by"), path), salt == null ? path : salt.text());
    }

    private static BigDecimal weight(Node choice) {
        Node weight = choice.items().getFirst();
        try {
            BigDecimal number = new BigDecimal(weight.text());
            if (number.signum() > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below, together with zero and less
        }
        throw weight.error("weight '%s' must be a number above 0".formatted(weight.text()));
    }
}
