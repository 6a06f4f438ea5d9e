package dev.docket.mapping.expression;

import dev.docket.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns YAML into {@link Expression}s and refuses what it does not know. */
public final class ExpressionReader {
    private static final List<String> OPERATIONS = List.of(
            "field",
            "position",
            "constant",
            "first",
            "concat",
            "join",
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
            "pick",
            "when",
            "quotient",
            "minorUnits",
            "number",
            "unpadded",
            "date",
            "instant");

    /** How deep operations may stand in each other. */
    private static final int DEEPEST = 12;

    /** How many operations a mapping may have: each is worked out for each line. */
    private static final int MOST = 5_000;

    private static final int MOST_DECIMALS = 12;
    private static final int LONGEST_SEPARATOR = 10;

    private final Sources sources;
    private final List<String> operations;
    private final Map<String, YamlNode> tables;
    private final Set<String> earlierPaths;
    private int depth;
    private int count;
    private boolean isInSum;

    /**
     * @param sources how the mapping names a place in its data
     * @param earlierPaths what {@code field} may name; grows while the mapping is read
     */
    public ExpressionReader(Sources sources, Map<String, YamlNode> tables, Set<String> earlierPaths) {
        this.sources = sources;
        this.operations = Stream.concat(Stream.of(sources.operation()), OPERATIONS.stream())
                .toList();
        this.tables = tables;
        this.earlierPaths = earlierPaths;
    }

    /**
     * What a value of a mapping means; one that means nothing is reported and counts as absent.
     *
     * @param path where the value goes, the default salt of a pick
     */
    public Expression read(YamlNode node, String path) {
        if (++count > MOST || depth > DEEPEST) {
            node.problem(String.format(
                    Locale.ROOT, "at most %,d operations, and %d in each other, are allowed", MOST, DEEPEST));
            return new Expression.Absent();
        }
        if (node.isMap()) {
            depth++;
            Expression read = operation(node, path);
            depth--;
            return read;
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
                operations.stream().filter(node.map()::containsKey).findFirst();
        if (named.isEmpty()) {
            node.problem(
                    "unknown operation %s. Known: %s".formatted(node.map().keySet(), String.join(", ", operations)));
            return new Expression.Absent();
        }
        String name = named.get();
        YamlNode operand = node.required(name);
        node.allowOnly(keysOf(name));
        if (name.equals(sources.operation())) {
            return new Expression.Read(sources.read(operand));
        }
        return switch (name) {
            case "field" -> new Expression.Field(earlier(operand));
            case "position" -> new Expression.Position();
            case "constant" -> new Expression.Constant(operand.text());
            case "first" -> new Expression.First(all(operand, path));
            case "concat" -> new Expression.Concat(all(operand, path));
            case "join" -> joined(node, operand, path);
            case "id" -> new Expression.Identifier(read(operand, path));
            case "left" ->
                new Expression.Left(read(operand, path), node.required("length").wholeNumber());
            case "product" -> new Expression.Product(all(operand, path));
            case "minus" -> new Expression.Minus(two(operand, path, 0), two(operand, path, 1));
            case "sum" -> sum(operand, path);
            case "absolute" -> new Expression.Absolute(read(operand, path));
            case "round" -> new Expression.Round(read(operand, path), decimals(node.required("decimals")));
            case "greatest" -> new Expression.Greatest(all(operand, path));
            case "plusDays" -> new Expression.PlusDays(two(operand, path, 0), two(operand, path, 1));
            case "plusHours" -> new Expression.PlusHours(two(operand, path, 0), two(operand, path, 1));
            case "lookup" -> lookup(node, operand, path);
            case "country" -> new Expression.Country(read(operand, path), countries(node));
            case "pick" -> pick(node, operand, path);
            case "when" ->
                new Expression.When(
                        operand.list().stream()
                                .map(each -> Condition.read(each, this, path))
                                .toList(),
                        read(node.required("then"), path),
                        node.optional("otherwise")
                                .map(value -> read(value, path))
                                .orElse(new Expression.Absent()));
            case "quotient" ->
                new Expression.Quotient(
                        two(operand, path, 0), two(operand, path, 1), decimals(node.required("decimals")));
            case "minorUnits" -> minorUnits(node, operand, path);
            case "number" -> new Expression.Numeral(read(operand, path), sources.decimal());
            case "unpadded" -> new Expression.Unpadded(read(operand, path));
            case "date" -> new Expression.Day(read(operand, path), form(node, path));
            case "instant" -> new Expression.Moment(read(operand, path), form(node, path), zone(node));
            default -> throw new IllegalStateException("operation '%s' has no meaning".formatted(name));
        };
    }

    private static Set<String> keysOf(String operation) {
        return switch (operation) {
            case "join" -> Set.of("join", "with");
            case "left" -> Set.of("left", "length");
            case "round" -> Set.of("round", "decimals");
            case "lookup" -> Set.of("lookup", "in", "otherwise");
            case "country" -> Set.of("country", "exceptions");
            case "pick" -> Set.of("pick", "by", "salt");
            case "when" -> Set.of("when", "then", "otherwise");
            case "quotient" -> Set.of("quotient", "decimals");
            case "minorUnits" -> Set.of("minorUnits", "decimals", "of");
            case "date" -> Set.of("date", "as");
            case "instant" -> Set.of("instant", "as", "zone");
            default -> Set.of(operation);
        };
    }

    private Expression joined(YamlNode node, YamlNode operand, String path) {
        // From the top, for each line, would take time beyond the size of the document.
        if (operand.text().startsWith("/") && (isInSum || path.contains("lines[]"))) {
            operand.problem("join from the top of the document outside of lines, and name it with 'field'");
        }
        return new Expression.Joined(sources.read(operand), separator(node));
    }

    private static String separator(YamlNode node) {
        YamlNode separator = node.required("with");
        if (separator.text().length() > LONGEST_SEPARATOR) {
            separator.problem(
                    String.format(Locale.ROOT, "texts are joined with at most %d characters", LONGEST_SEPARATOR));
        }
        return separator.text();
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
        table(name).forEach((entry, value) -> {
            // A table that looks up in a table could make a small file endless.
            if (value.isMap()) {
                value.problem("an entry of a table is a plain value");
            }
            table.put(entry, value.isMap() ? new Expression.Absent() : read(value, path));
        });
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

    /** A sum over all lines for each line, or in a sum, would take time beyond the size of the document. */
    private Expression sum(YamlNode operand, String path) {
        if (isInSum || path.contains("lines[]")) {
            operand.problem("a sum goes over all lines: use it once, outside of lines, and name it with 'field'");
            return new Expression.Absent();
        }
        isInSum = true;
        Expression term = read(operand, path);
        isInSum = false;
        return new Expression.Sum(term);
    }

    private Expression minorUnits(YamlNode node, YamlNode operand, String path) {
        Optional<YamlNode> currency = node.optional("of");
        if (currency.isPresent() == node.optional("decimals").isPresent()) {
            node.problem("minor units need either 'decimals' or 'of', the currency that says how many");
        }
        return new Expression.MinorUnits(
                read(operand, path),
                node.optional("decimals").map(ExpressionReader::decimals).orElse(0),
                currency.map(value -> read(value, path)).orElse(null));
    }

    private static int decimals(YamlNode node) {
        int decimals = node.wholeNumber();
        if (decimals < 0 || decimals > MOST_DECIMALS) {
            node.problem(String.format(Locale.ROOT, "0 to %d decimals, not %s", MOST_DECIMALS, node.text()));
            return 0;
        }
        return decimals;
    }

    private Expression form(YamlNode node, String path) {
        Optional<YamlNode> as = node.optional("as");
        if (as.isEmpty()) {
            return new Expression.Constant(DateForms.ISO);
        }
        if (!as.get().isMap()
                && !as.get().isList()
                && !DateForms.isKnown(as.get().text())) {
            as.get()
                    .problem("unknown form of date '%s'. Known: %s"
                            .formatted(as.get().text(), String.join(", ", DateForms.NAMES)));
        }
        return read(as.get(), path);
    }

    private ZoneId zone(YamlNode node) {
        Optional<YamlNode> own = node.optional("zone");
        if (own.isPresent()) {
            return DateForms.zone(own.get());
        }
        return sources.zone().orElseGet(() -> {
            node.problem("a time without an offset needs a zone: state 'zone' here or under 'defaults'");
            return ZoneOffset.UTC;
        });
    }
}
