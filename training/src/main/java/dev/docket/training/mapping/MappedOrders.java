package dev.docket.training.mapping;

import dev.docket.mapping.expression.Evaluation;
import dev.docket.sample.PastOrder;
import dev.docket.training.mapping.source.CsvRows;
import dev.docket.training.mapping.source.MappingException;
import dev.docket.training.mapping.source.Mistake;
import dev.docket.training.mapping.source.Row;
import dev.docket.training.mapping.source.RowScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The orders of a data file, one after the other; reports at the end what was skipped and why. To be read once. */
public final class MappedOrders implements Iterator<PastOrder>, AutoCloseable {
    private static final int MOST_LINES = 500;
    private static final String TOO_MANY_LINES = String.format(Locale.ROOT, "more than %d lines", MOST_LINES);
    private static final String NOTHING_LEFT = "no row left";

    private final Mapping mapping;
    private final Refusals refusals;
    private long accepted;
    private final CsvRows rows;
    private final OrderAssembly assembly;
    private final SortedMap<String, Long> skipped = new TreeMap<>();
    private @Nullable Row lookahead;
    private @Nullable PastOrder next;

    MappedOrders(Mapping mapping, Path csv, CsvRows rows, OrderAssembly assembly) {
        this.mapping = mapping;
        this.refusals = new Refusals(csv);
        this.rows = rows;
        this.assembly = assembly;
        this.lookahead = rows.hasNext() ? rows.next() : null;
    }

    /** @throws MappingException at the end, if more orders were refused than the mapping allows */
    @Override
    public boolean hasNext() {
        while (next == null && lookahead != null) {
            next = order(nextGroup(lookahead));
        }
        if (next == null) {
            refusals.requireAtMost(mapping.badOrders, accepted);
        }
        return next != null;
    }

    @Override
    public PastOrder next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        PastOrder order = next;
        next = null;
        return order;
    }

    /** The rest as a stream; closing it closes this. */
    public Stream<PastOrder> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false)
                .onClose(this::close);
    }

    /** How many rows and orders were left out so far, by reason. */
    public SortedMap<String, Long> skipped() {
        return new TreeMap<>(skipped);
    }

    /** How many orders were refused so far, and for which mistakes; empty when none was. For people. */
    public List<String> refused() {
        return refusals.report(accepted);
    }

    @Override
    public void close() {
        rows.close();
    }

    private List<Row> nextGroup(Row first) {
        List<Row> group = new ArrayList<>();
        Row row = first;
        while (row != null && row.sameIn(mapping.groupBy, first)) {
            group.add(row);
            row = rows.hasNext() ? rows.next() : null;
        }
        lookahead = row;
        return group;
    }

    private @Nullable PastOrder order(List<Row> group) {
        List<Mistake> mistakes =
                group.stream().flatMap(row -> row.mistakes().stream()).toList();
        if (!mistakes.isEmpty()) {
            refusals.refuse(mistakes);
            return null;
        }
        List<Row> kept = new ArrayList<>();
        for (Row row : group) {
            Skip skip = skipOf(group, row);
            if (skip == null) {
                kept.add(row);
                continue;
            }
            count((skip.wholeOrder() ? "order: " : "row: ") + skip.because());
            if (skip.wholeOrder()) {
                return null;
            }
        }
        if (kept.isEmpty() || kept.size() > MOST_LINES) {
            count("order: " + (kept.isEmpty() ? NOTHING_LEFT : TOO_MANY_LINES));
            return null;
        }
        return assemble(kept);
    }

    private @Nullable Skip skipOf(List<Row> group, Row row) {
        var evaluation = new Evaluation(new RowScope(group, row), Map.of());
        return mapping.skips.stream()
                .filter(skip -> skip.applies(evaluation))
                .findFirst()
                .orElse(null);
    }

    private @Nullable PastOrder assemble(List<Row> kept) {
        try {
            PastOrder order = assembly.order(kept);
            accepted++;
            return order;
        } catch (UnfitException unfit) {
            refusals.refuse(assembly.mistakes(unfit, kept));
            return null;
        }
    }

    private void count(String reason) {
        skipped.merge(reason, 1L, Long::sum);
    }
}
