package dev.docket.mapping.document;

import java.util.Locale;
import java.util.function.Supplier;

/** How large a document may be: a short text must not become much in memory, nor take long to go through. */
final class Budget {
    static final int DEPTH = 64;
    static final int TEXT_LENGTH = 100_000;
    static final int PIECES = 200_000;

    private int left;

    Budget() {
        this(PIECES);
    }

    private Budget(int left) {
        this.left = left;
    }

    static Budget unlimited() {
        return new Budget(Integer.MAX_VALUE);
    }

    /** Counts one piece more, which stands at a place. */
    void take(Supplier<String> place) {
        if (--left < 0) {
            throw UnreadableException.at(
                    place.get(),
                    Fault.TOO_LARGE,
                    String.format(Locale.ROOT, "the document has more than %,d values and elements", PIECES));
        }
    }

    void requireDepth(int depth, Supplier<String> place) {
        if (depth > DEPTH) {
            throw UnreadableException.at(
                    place.get(),
                    Fault.TOO_DEEP,
                    String.format(Locale.ROOT, "the document is nested more than %d deep", DEPTH));
        }
    }

    void requireLength(int length, Supplier<String> place) {
        if (length > TEXT_LENGTH) {
            throw UnreadableException.at(
                    place.get(),
                    Fault.TOO_LONG,
                    String.format(Locale.ROOT, "a text is longer than %,d characters", TEXT_LENGTH));
        }
    }
}
