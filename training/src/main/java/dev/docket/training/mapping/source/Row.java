package dev.docket.training.mapping.source;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One CSV row, its declared columns parsed. Two rows with the same cells are still two rows. */
public final class Row {
    private final long number;
    private final @Nullable Object[] values;
    private final List<Mistake> mistakes;

    /** @param number counted from 1, the header being row 1 */
    Row(long number, @Nullable Object[] values, List<Mistake> mistakes) {
        this.number = number;
        this.values = values;
        this.mistakes = List.copyOf(mistakes);
    }

    public long number() {
        return number;
    }

    /** What is wrong with it; a cell with a mistake counts as absent. */
    public List<Mistake> mistakes() {
        return mistakes;
    }

    @Nullable
    public Object value(int column) {
        return values[column];
    }

    public boolean sameIn(int[] columns, Row other) {
        return Arrays.stream(columns).allMatch(column -> Objects.equals(values[column], other.values[column]));
    }
}
