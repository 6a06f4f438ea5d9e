package dev.docket.training.mapping;

import dev.docket.training.mapping.expression.Expression;
import dev.docket.training.mapping.expression.ExpressionReader;
import dev.docket.training.mapping.source.Columns;
import dev.docket.training.mapping.source.CsvRows;
import dev.docket.training.mapping.source.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a CSV file become canonical orders: a YAML file of its own, checked in full when it is read.
 *
 * <p>{@code training/README.md} tells the language. Operations are a closed set; there is no way to run code.
 */
public final class Mapping {
    private static final Set<String> KEYS = Set.of(
            "name", "source", "licence", "columns", "tables", "group", "share", "skip", "order", "history", "outcome",
            "enrich");

    private final String name;
    private final String source;
    private final String licence;
    private final Columns columns;
    final int[] groupBy;
    final Expression share;
    final List<Skip> skips = new ArrayList<>();
    private final Map<TargetPath, Expression> recorded = new LinkedHashMap<>();
    private final Map<TargetPath, Expression> enriched = new LinkedHashMap<>();
    final Map<String, Expression> outcome = new LinkedHashMap<>();
    final @Nullable History history;
    private final List<Enrichment> enrichments = new ArrayList<>();

    private Mapping(Node.Fields file) {
        file.allowOnly(KEYS);
        this.name = file.required("name").text();
        this.source = text(file, "source");
        this.licence = text(file, "licence");
        this.columns = Columns.read(file.required("columns").asFields());
        Set<String> paths = new LinkedHashSet<>();
        var expressions = new ExpressionReader(columns, tables(file), paths);
        this.groupBy = columns.positions(file.required("group"));
        this.share = expressions.read(file.required("share"), "share");
        optional(file, "skip").forEach(skip -> skips.add(Skip.read(skip, expressions)));
        Node historyNode = file.fields().get("history");
        this.history = historyNode == null ? null : History.read(historyNode, expressions);
        if (history != null) {
            history.shares().keySet().forEach(path -> paths.add(path.text()));
        }
        file.required("order").asFields().fields().forEach((path, value) -> record(path, value, expressions, paths));
        optional(file, "enrich").forEach(entry -> enrich(entry.asFields(), expressions, paths));
        outcome(file.fields().get("outcome"), expressions);
    }

    /**
     * Reads and checks a mapping file.
     *
     * @throws MappingException if it is missing or wrong, with file and line
     */
    public static Mapping read(Path yaml) {
        return new Mapping(NodeReader.read(yaml));
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

    public String name() {
        return name;
    }

    /** Where the data comes from, in words. */
    public String source() {
        return source;
    }

    /** Under which terms it may be used, and who is to be named. */
    public String licence() {
        return licence;
    }

    /** The values that the data does not have, in the order of the file. */
    public List<Enrichment> enrichments() {
        return List.copyOf(enrichments);
    }

    private static String text(Node.Fields file, String key) {
        Node node = file.fields().get(key);
        return node == null ? "" : node.text();
    }

    private static Map<String, Node.Fields> tables(Node.Fields file) {
        Map<String, Node.Fields> tables = new LinkedHashMap<>();
        Node node = file.fields().get("tables");
        if (node != null) {
            node.asFields().fields().forEach((table, entries) -> tables.put(table, entries.asFields()));
        }
        return tables;
    }

    private static List<Node> optional(Node.Fields file, String key) {
        Node node = file.fields().get(key);
        return node == null ? List.of() : node.items();
    }

    private void record(String path, Node value, ExpressionReader expressions, Set<String> paths) {
        TargetPath target = TargetPath.parse(value, path);
        recorded.put(target, expressions.read(value, path));
        if (!paths.add(path)) {
            throw value.error("target path '%s' is mapped twice".formatted(path));
        }
    }

    /** An enrichment may stand in for a value of the data, such as the checkpoint. */
    private void enrich(Node.Fields entry, ExpressionReader expressions, Set<String> paths) {
        entry.allowOnly(Set.of("path", "value", "why"));
        String path = entry.required("path").text();
        TargetPath target = TargetPath.parse(entry.required("path"), path);
        if (enriched.put(target, expressions.read(entry.required("value"), path)) != null) {
            throw entry.error("target path '%s' is enriched twice".formatted(path));
        }
        paths.add(path);
        enrichments.add(new Enrichment(path, entry.required("why").text()));
    }

    private void outcome(@Nullable Node node, ExpressionReader expressions) {
        if (node != null) {
            node.asFields().allowOnly(Set.of("daysLate", "cancelled", "fraud"));
            node.asFields().required("daysLate");
            node.asFields().fields().forEach((part, value) -> outcome.put(part, expressions.read(value, part)));
        }
    }
}
