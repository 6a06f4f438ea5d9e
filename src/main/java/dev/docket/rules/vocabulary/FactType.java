package dev.docket.rules.vocabulary;

import dev.docket.order.OrderSnapshot;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kind of fact that a rule may match.
 *
 * @param path where it stands in the request, {@code order.lines[].lot}; empty for the request itself, null when it is
 *     computed and stands nowhere
 * @param kind how it is found
 * @param isOptional whether it may be absent
 * @param finder finds it in a request, when there is at most one; gives null for all others
 * @param index its place among the facts of which there is at most one, -1 for all others
 */
public record FactType(
        Class<?> record,
        @Nullable String path,
        Kind kind,
        boolean isOptional,
        SortedMap<String, Field> fields,
        Function<OrderSnapshot, @Nullable Object> finder,
        int index) {
    public enum Kind {
        /** There is at most one in a request. */
        SINGLE,
        /** An order line. */
        LINE,
        /** Found only {@code from} another fact. */
        ELEMENT,
        /** What the other rules found. */
        STANDING
    }

    public String name() {
        return record.getSimpleName();
    }

    /** The request path of one of its fields, or null when it stands nowhere. */
    @Nullable
    public String pathOf(String relative) {
        return path == null ? null : path.isEmpty() ? relative : path + "." + relative;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FactType type && type.record == record;
    }

    @Override
    public int hashCode() {
        return record.hashCode();
    }

    @Override
    public String toString() {
        return name();
    }
}
