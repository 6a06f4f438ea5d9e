package dev.docket.training.mapping.source;

import dev.docket.mapping.expression.Scope;
import dev.docket.mapping.expression.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row among all rows of its order; outside of lines, the first one. */
public record RowScope(List<Row> rows, Row row) implements Scope {
    @Override
    public @Nullable Object read(Source source) {
        return switch (source) {
            case Column column -> row.value(column.position());
            default -> throw new IllegalArgumentException("%s is not a column".formatted(source));
        };
    }

    @Override
    public List<RowScope> lines() {
        return rows.stream().map(each -> new RowScope(rows, each)).toList();
    }

    @Override
    public int position() {
        return rows.indexOf(row) + 1;
    }
}
