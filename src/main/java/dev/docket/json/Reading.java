package dev.docket.json;

import java.util.List;
import java.util.function.Function;

/** What came of reading a document: its value, or everything that is wrong with it. */
public sealed interface Reading<T> {
    /** The document is fine. */
    record Valid<T>(T value) implements Reading<T> {}

    /** The document is refused; there is at least one problem. */
    record Invalid<T>(List<Problem> problems) implements Reading<T> {
        public Invalid {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a refused document needs a problem");
            }
        }
    }

    /** The same reading of something made from the value. */
    default <R> Reading<R> map(Function<? super T, ? extends R> made) {
        return switch (this) {
            case Valid<T> valid -> new Valid<>(made.apply(valid.value()));
            case Invalid<T> invalid -> new Invalid<>(invalid.problems());
        };
    }
}
