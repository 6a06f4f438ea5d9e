package dev.docket.mapping.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an expression reads from: one line of an order, or the order as a whole. */
public interface Scope {
    /**
     * What stands at a place; absent when nothing does.
     *
     * @throws IllegalArgumentException if it cannot be used
     */
    @Nullable
    Object read(Source source);

    /** Everything that stands at a place, in the order of the data. */
    default List<Object> readAll(Source source) {
        Object only = read(source);
        return only == null ? List.of() : List.of(only);
    }

    /** All lines of the order, which sums go over. */
    List<? extends Scope> lines();

    /** How many places were read so far. */
    default int placesRead() {
        return 0;
    }

    /** Forgets places that were only read to choose, so that a problem names where the value stands. */
    default void forgetAfter(int placesRead) {}

    /** The place of this line in its order, from 1. */
    int position();
}
