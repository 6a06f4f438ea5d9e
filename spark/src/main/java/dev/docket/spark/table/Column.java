package dev.docket.spark.table;

import java.util.function.Function;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param isRequired whether every row has a value
 * @param value what a row has in it
 */
public record Column<T>(String name, Kind kind, boolean isRequired, Function<T, @Nullable Object> value) {
    static <T> Column<T> required(String name, Kind kind, Function<T, @Nullable Object> value) {
        return new Column<>(name, kind, true, value);
    }

    static <T> Column<T> optional(String name, Kind kind, Function<T, @Nullable Object> value) {
        return new Column<>(name, kind, false, value);
    }

    /** Its type as the documentation has it. */
    public String label() {
        return isRequired ? kind.label() : kind.label() + ", or none";
    }

    Type type() {
        return kind.type(name, isRequired ? Repetition.REQUIRED : Repetition.OPTIONAL);
    }
}
