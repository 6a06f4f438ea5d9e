package dev.docket.training.mapping;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One CSV row, its declared columns parsed. Two rows with the same cells are still two rows. */
final class Row {
    private final long number;
    private final @Nullable Object[] values;

    /** @param number counted from 1, the header being row 1 */
    Row(long number, @Nullable Object[] values) {
        this.number = number;
        this.values = values;
    }

    long number() {
        return number;
    }

    @Nullable
    Object value(int column) {
        return values[column];
    }

    boolean sameIn(int[] columns, Row other) {
        return Arrays.stream(columns).allMatch(column -> Objects.equals(values[column], other.values[column]));
    }
}
