package dev.docket.journal.verify;

import java.util.ArrayDeque;
import java.util.Optional;

/** Missing payloads, and how far retirement explains them. */
final class MissingPayloads {
    // Retirement deletes everything up to a record, so the explained payloads form one range; others should be few.
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

    /** The first missing payload that no retirement explains. */
    Optional<Long> beyondRetention() {
        return ranges.stream()
                .filter(range -> range.to > retiredUpTo)
                .findFirst()
                .map(range -> Math.max(range.from, retiredUpTo + 1));
    }

    private record Range(long from, long to) {}
}
