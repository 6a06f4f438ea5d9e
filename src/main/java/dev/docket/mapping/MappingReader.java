package dev.docket.mapping;

import dev.docket.mapping.document.Format;
import dev.docket.mapping.document.SegmentPlan;
import dev.docket.mapping.document.SourcePath;
import dev.docket.mapping.expression.DateForms;
import dev.docket.mapping.expression.DecimalMark;
import dev.docket.mapping.expression.Expression;
import dev.docket.mapping.expression.ExpressionReader;
import dev.docket.mapping.target.TargetPath;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlNode;
import dev.docket.yaml.YamlProblems;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a mapping file and checks it in full. */
public final class MappingReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST_NAME = 64;
    private static final Set<String> OPTIONAL =
            Set.of("tables", "defaults", "decimal", "segments", "lines", "skip", "source");
    /** What a document that does not say gets, by the name of the default. */
    private static final Map<String, String> DEFAULTS =
            Map.of("currency", "order.currency", "country", "shipTo.country");

    private final Set<String> paths = new LinkedHashSet<>();
    private final SequencedMap<TargetPath, Expression> targets = new LinkedHashMap<>();

    private final AttributeCatalogue attributes;

    private MappingReader(AttributeCatalogue attributes) {
        this.attributes = attributes;
    }

    /**
     * The mapping that a text means. If anything is wrong with it, {@code problems} says what, and it must not be used.
     *
     * @param attributes those that orders may have
     */
    public static DocumentMapping read(String name, String text, AttributeCatalogue attributes, YamlProblems problems) {
        YamlNode file = YamlFile.root(text, problems);
        requireName(name, file);
        return new MappingReader(attributes).read(name, file);
    }

    static void requireName(String name, YamlNode file) {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
            file.problem("the file must be called in kebab-case, such as shopify-order.yaml");
        }
    }

    private DocumentMapping read(String name, YamlNode file) {
        file.fields(Set.of("says", "reads", "order"), OPTIONAL);
        Format format = format(file.required("reads"));
        Map<String, YamlNode> defaults = file.optional("defaults")
                .map(node -> node.fields(Set.of(), Set.of("zone", "currency", "country")))
                .orElse(Map.of());
        Optional<ZoneId> zone = Optional.ofNullable(defaults.get("zone")).map(DateForms::zone);
        var sources = new DocumentSources(
                file.optional("decimal").map(DecimalMark::read).orElse(DecimalMark.POINT), zone);
        var expressions = new ExpressionReader(sources, tables(file), paths);
        boolean isEdi = format == Format.X12 || format == Format.EDIFACT;
        if (file.optional("segments").isPresent() != isEdi) {
            file.problem("'segments' is needed for x12 and edifact, and for nothing else");
        }
        file.required("order").map().forEach((path, value) -> target(path, value, expressions, defaults));
        defaults.forEach(this::addDefault);
        return new DocumentMapping(
                name,
                file.required("says").text(),
                format,
                file.optional("segments").map(SegmentPlan::read).orElse(SegmentPlan.NONE),
                file.optional("lines").map(MappingReader::lines).orElse(List.of()),
                file.optional("lines")
                        .filter(YamlNode::isMap)
                        .flatMap(node -> node.optional("same"))
                        .map(SourcePath::read),
                file.optional("skip").map(YamlNode::list).orElse(List.of()).stream()
                        .map(node -> Exclusion.read(node, expressions))
                        .toList(),
                targets);
    }

    private static Format format(YamlNode node) {
        return Format.named(node.text()).orElseGet(() -> {
            node.problem("unknown format '%s'. Known: %s"
                    .formatted(
                            node.text(),
                            Arrays.stream(Format.values()).map(Format::toString).collect(Collectors.joining(", "))));
            return Format.JSON;
        });
    }

    static Map<String, YamlNode> tables(YamlNode file) {
        return file.optional("tables").<Map<String, YamlNode>>map(YamlNode::map).orElse(Map.of());
    }

    private static List<SourcePath> lines(YamlNode node) {
        YamlNode each = node.fields(Set.of("each"), Set.of("same")).getOrDefault("each", node);
        List<YamlNode> paths = each.isList() ? each.list() : List.of(each);
        return paths.stream().map(SourcePath::read).toList();
    }

    private void target(String path, YamlNode value, ExpressionReader expressions, Map<String, YamlNode> defaults) {
        TargetPath target = TargetPath.parse(value, path, attributes);
        Expression expression = expressions.read(value, path);
        if (!paths.add(path)) {
            value.problem("target path '%s' is mapped twice".formatted(path));
        }
        if (target != null) {
            targets.put(target, withDefault(path, expression, defaults));
        }
    }

    private static Expression withDefault(String path, Expression expression, Map<String, YamlNode> defaults) {
        return defaults.entrySet().stream()
                .filter(entry -> path.equals(DEFAULTS.get(entry.getKey())))
                .<Expression>map(entry -> new Expression.First(List.of(
                        expression, new Expression.Constant(entry.getValue().text()))))
                .findFirst()
                .orElse(expression);
    }

    /** A default of a path that is not mapped at all. */
    private void addDefault(String field, YamlNode value) {
        String path = DEFAULTS.get(field);
        TargetPath target = path == null || paths.contains(path) ? null : TargetPath.parse(value, path, attributes);
        if (target != null) {
            targets.put(target, new Expression.Constant(value.text()));
        }
    }
}
