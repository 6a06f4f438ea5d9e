package dev.docket.journal.verify;

import java.util.ArrayDeque;
import java.util.Optional;

/** The payloads that are not there, and how far retirement explains it. */
final class MissingPayloads {
    // Retirement drops everything up to a record, so what is explained is one range; anything else is a few.
    private final ArrayDeque<Range> ranges = new ArrayDeque<>();
    private long retiredUpTo;

    void add(long sequence) {
        var last = ranges.peekLast();
        if (last != null && last.to >= sequence - 1) {
            ranges.removeLast();
            ranges.addLast(new Range(last.from, sequence));
        } else {
            ranges.addLast(new Range(sequence, sequence));
        }
    }

    void retired(long upTo) {
        retiredUpTo = Math.max(retiredUpTo, upTo);
        while (!ranges.isEmpty() && ranges.getFirst().to <= retiredUpTo) {
            ranges.removeFirst();
        }
    }

    /** The first one that no retirement explains. */
    Optional<Long> beyondRetention() {
        return ranges.stream()
                .filter(range -> range.to > retiredUpTo)
                .findFirst()
                .map(range -> Math.max(range.from, retiredUpTo + 1));
    }

    private record Range(long from, long to) {}
}
