package dev.docket.json.read;

import dev.docket.json.Problem;
import java.util.List;
import java.util.function.Function;

/** The result of reading a document: its value, or all its problems. */
public sealed interface Reading<T> {
    /** The document is valid. */
    record Valid<T>(T value) implements Reading<T> {}

    /** The document is invalid; there is at least one problem. */
    record Invalid<T>(List<Problem> problems) implements Reading<T> {
        public Invalid {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a refused document needs a problem");
            }
        }
    }

    /** Maps the value of a valid reading. */
    default <R> Reading<R> map(Function<? super T, ? extends R> made) {
        return switch (this) {
            case Valid<T> valid -> new Valid<>(made.apply(valid.value()));
            case Invalid<T> invalid -> new Invalid<>(invalid.problems());
        };
    }
}
