package dev.docket.spark.table;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.parquet.schema.MessageType;

/**
 * A table.
 *
 * @param at the time by whose day the rows are parted, which never goes back from one row to the next
 */
public record Table<T>(String name, List<Column<T>> columns, Function<T, Instant> at) {
    public Table {
        columns = List.copyOf(columns);
    }

    MessageType schema() {
        return new MessageType(name, columns.stream().map(Column::type).toList());
    }
}
