package dev.docket.training.mapping;

import dev.docket.mapping.expression.Expression;
import dev.docket.mapping.expression.ExpressionReader;
import dev.docket.mapping.target.TargetPath;
import dev.docket.training.mapping.source.Columns;
import dev.docket.training.mapping.source.CsvRows;
import dev.docket.training.mapping.source.MappingException;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlMistakes;
import dev.docket.yaml.YamlNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a CSV file become canonical orders. A mapping is a YAML file, checked in full when it is read.
 *
 * <p>{@code training/README.md} describes the language. Operations are a closed set; a mapping cannot run code.
 */
public final class Mapping {
    private static final Set<String> KEYS = Set.of(
            "name",
            "source",
            "licence",
            "columns",
            "tables",
            "group",
            "share",
            "skip",
            "order",
            "history",
            "outcome",
            "enrich",
            "decimal",
            "badOrders");

    private static final BigDecimal BAD_ORDERS = new BigDecimal("0.01");

    private final String name;
    private final String source;
    private final String licence;
    final Columns columns;
    final int[] groupBy;
    final Expression share;
    final List<Skip> skips = new ArrayList<>();
    private final Map<TargetPath, Expression> recorded = new LinkedHashMap<>();
    private final Map<TargetPath, Expression> enriched = new LinkedHashMap<>();
    final Map<String, Expression> outcome = new LinkedHashMap<>();
    final @Nullable History history;
    /** The share of orders that may be refused before the whole file is. */
    final BigDecimal badOrders;

    private final List<Enrichment> enrichments = new ArrayList<>();

    private Mapping(YamlNode file) {
        file.allowOnly(KEYS);
        this.name = file.required("name").text();
        this.source = text(file, "source");
        this.licence = text(file, "licence");
        this.columns = Columns.read(file.required("columns"), file.optional("decimal"));
        this.badOrders = file.optional("badOrders").map(Mapping::share).orElse(BAD_ORDERS);
        Set<String> paths = new LinkedHashSet<>();
        var expressions = new ExpressionReader(columns, tables(file), paths);
        this.groupBy = columns.positions(file.required("group"));
        this.share = expressions.read(file.required("share"), "share");
        items(file, "skip").forEach(skip -> skips.add(Skip.read(skip, expressions)));
        this.history = file.optional("history")
                .map(node -> History.read(node, expressions))
                .orElse(null);
        if (history != null) {
            history.shares().keySet().forEach(path -> paths.add(path.text()));
        }
        file.required("order").map().forEach((path, value) -> record(path, value, expressions, paths));
        items(file, "enrich").forEach(entry -> enrich(entry, expressions, paths));
        file.optional("outcome").ifPresent(node -> outcome(node, expressions));
    }

    /**
     * Reads and checks a mapping file.
     *
     * @throws MappingException if it is missing or wrong, with each mistake's file and line
     */
    public static Mapping read(Path yaml) {
        if (!Files.isRegularFile(yaml)) {
            throw new MappingException("Mapping file %s does not exist.".formatted(yaml));
        }
        var mistakes = new YamlMistakes();
        try {
            String text = Files.readString(yaml, StandardCharsets.UTF_8);
            Mapping mapping = new Mapping(YamlFile.root(text, mistakes));
            if (mistakes.isEmpty()) {
                return mapping;
            }
        } catch (IOException unreadable) {
            throw new MappingException("Mapping file %s cannot be read: %s".formatted(yaml, unreadable), unreadable);
        }
        throw new MappingException(mistakes.in(String.valueOf(yaml.getFileName())));
    }

    /**
     * Opens a CSV file (.csv or .csv.gz) with this mapping, as the data has it, not enriched; close what it returns. Takes memory for one order at a time,
     * except that a {@code history} is learned from the whole file first.
     *
     * @throws MappingException if the file is missing or does not have the declared columns
     */
    public MappedOrders open(Path csv) {
        return open(csv, recorded);
    }

    /** The same with the values that the data does not have; see {@link #enrichments}. */
    public MappedOrders openEnriched(Path csv) {
        Map<TargetPath, Expression> all = new LinkedHashMap<>(recorded);
        // What stands in for a value of the data is worked out in its own place, after what it may refer to.
        all.keySet().removeAll(enriched.keySet());
        all.putAll(enriched);
        return open(csv, all);
    }

    private MappedOrders open(Path csv, Map<TargetPath, Expression> targets) {
        Map<TargetPath, LateShares> shares = Map.of();
        if (history != null) {
            try (CsvRows rows = new CsvRows(csv, columns)) {
                shares = history.learn(rows);
            }
        }
        return new MappedOrders(this, csv, new CsvRows(csv, columns), new OrderAssembly(this, targets, shares));
    }

    /** Whether it says how orders ended; without that, nothing can be learned from them. */
    public boolean hasOutcome() {
        return !outcome.isEmpty();
    }

    public String name() {
        return name;
    }

    /** Where the data comes from, in words. */
    public String source() {
        return source;
    }

    /** The terms under which it may be used, and whom to credit. */
    public String licence() {
        return licence;
    }

    /** The values that the data does not have, in the order of the file. */
    public List<Enrichment> enrichments() {
        return List.copyOf(enrichments);
    }

    private static BigDecimal share(YamlNode node) {
        BigDecimal share = node.decimal();
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
            node.problem("'%s' is not a share between 0 and 1".formatted(node.text()));
        }
        return share;
    }

    private static String text(YamlNode file, String key) {
        return file.optional(key).map(YamlNode::text).orElse("");
    }

    private static Map<String, YamlNode> tables(YamlNode file) {
        return file.optional("tables").<Map<String, YamlNode>>map(YamlNode::map).orElse(Map.of());
    }

    private static List<YamlNode> items(YamlNode file, String key) {
        return file.optional(key).map(YamlNode::list).orElse(List.of());
    }

    private void record(String path, YamlNode value, ExpressionReader expressions, Set<String> paths) {
        TargetPath target = TargetPath.parse(value, path);
        Expression expression = expressions.read(value, path);
        if (target != null) {
            recorded.put(target, expression);
        }
        if (!paths.add(path)) {
            value.problem("target path '%s' is mapped twice".formatted(path));
        }
    }

    /** An enrichment may stand in for a value of the data, such as the checkpoint. */
    private void enrich(YamlNode entry, ExpressionReader expressions, Set<String> paths) {
        entry.fields(Set.of("path", "value", "why"), Set.of());
        String path = entry.required("path").text();
        TargetPath target = TargetPath.parse(entry.required("path"), path);
        Expression expression = expressions.read(entry.required("value"), path);
        if (target != null && enriched.put(target, expression) != null) {
            entry.problem("target path '%s' is enriched twice".formatted(path));
        }
        paths.add(path);
        enrichments.add(new Enrichment(path, entry.required("why").text()));
    }

    private void outcome(YamlNode node, ExpressionReader expressions) {
        node.fields(Set.of("daysLate"), Set.of("cancelled", "fraud"))
                .forEach((part, value) -> outcome.put(part, expressions.read(value, part)));
    }
}
