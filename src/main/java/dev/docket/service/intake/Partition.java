package dev.docket.service.intake;

import dev.docket.journal.record.IntakeEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the journal says of one partition, until all of it was read. */
final class Partition {
    private final String name;
    private final List<Range> ranges = new ArrayList<>();
    private long[] offsets = new long[64];
    private int decided;

    /** A range, and the record that says so. */
    private record Range(IntakeEntry entry, String by) {}

    Partition(String name) {
        this.name = name;
    }

    void range(IntakeEntry entry, String by) {
        ranges.add(new Range(entry, by));
    }

    void decided(long offset) {
        if (decided == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * decided);
        }
        offsets[decided++] = offset;
    }

    /** Whether there is a range at all: without one, decisions wait for theirs. */
    Coverage.OfPartition judge(List<String> problems) {
        Arrays.sort(offsets, 0, decided);
        ranges.sort(
                (one, other) -> Long.compare(one.entry().from(), other.entry().from()));
        int at = 0;
        long[] counts = new long[4];
        long begin = ranges.isEmpty() ? 0 : ranges.getFirst().entry().from();
        long end = begin;
        if (!ranges.isEmpty()) {
            for (; at < decided && offsets[at] < begin; at++) {
                problems.add(place(offsets[at]) + " has a decision, and no range before offset " + begin
                        + " has it: a record is missing");
            }
        }
        for (Range range : ranges) {
            IntakeEntry entry = range.entry();
            if (entry.from() > end) {
                problems.add(offsets(end, entry.from() - 1) + " in no range: nothing says what became of them");
                at = skip(at, entry.from());
            } else if (entry.from() < end) {
                problems.add(offsets(entry.from(), Math.min(end, entry.to()) - 1)
                        + " in two ranges; the second is record " + range.by());
            }
            at = judge(range, Math.max(end, entry.from()), at, counts, problems);
            end = Math.max(end, entry.to());
        }
        return new Coverage.OfPartition(name, begin, end, counts[0], counts[1], counts[2], counts[3], decided - at);
    }

    private int skip(int at, long before) {
        int next = at;
        while (next < decided && offsets[next] < before) {
            next++;
        }
        return next;
    }

    private int judge(Range range, long from, int at, long[] counts, List<String> problems) {
        int next = skip(at, from);
        long offset = from;
        for (IntakeEntry.Apart apart : range.entry().apart()) {
            if (apart.to() < from) {
                continue;
            }
            next = expectDecided(offset, apart.from(), next, counts, problems);
            for (; next < decided && offsets[next] <= apart.to(); next++) {
                problems.add("%s has a decision, though record %s says: %s"
                        .formatted(place(offsets[next]), range.by(), apart.text()));
            }
            counts[
                            switch (apart.fate()) {
                                case DUPLICATE -> 1;
                                case DEAD_LETTERED -> 2;
                                case ABSENT -> 3;
                            }] +=
                    apart.to() - apart.from() + 1;
            offset = apart.to() + 1;
        }
        return expectDecided(offset, range.entry().to(), next, counts, problems);
    }

    /** Each offset from one to another must be named by exactly one decision. */
    private int expectDecided(long from, long to, int at, long[] counts, List<String> problems) {
        int next = at;
        for (long offset = from; offset < to; offset++) {
            int named = 0;
            while (next < decided && offsets[next] <= offset) {
                named += offsets[next] == offset ? 1 : 0;
                next++;
            }
            if (named == 0) {
                problems.add(place(offset) + " has no decision, and nothing else became of it: a record is missing");
            } else {
                counts[0]++;
                if (named > 1) {
                    problems.add(String.format(Locale.ROOT, "%s was decided %d times", place(offset), named));
                }
            }
        }
        return next;
    }

    private String place(long offset) {
        return String.format(Locale.ROOT, "%s offset %d", name, offset);
    }

    private String offsets(long from, long to) {
        return from == to ? place(from) + " is" : String.format(Locale.ROOT, "%s offsets %d to %d are", name, from, to);
    }
}
