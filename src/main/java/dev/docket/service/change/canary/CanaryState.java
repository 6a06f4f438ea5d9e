package dev.docket.service.change.canary;

import dev.docket.change.guard.Counts;
import dev.docket.change.guard.Figures.Place;
import dev.docket.journal.JournalReader;
import dev.docket.journal.Log;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Recorded;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a guard is, and what it counted.
 *
 * @param places by stream
 */
record CanaryState(List<Place> places, Counts counts) {
    private static final int PAGE = 200;

    CanaryState {
        places = List.copyOf(places);
    }

    /** With the next page of each stream counted; the same if there is none. */
    CanaryState next(JournalReader journal, CanaryTally tally) {
        SortedMap<String, Long> seen = new TreeMap<>();
        places.forEach(place -> seen.put(place.stream(), place.sequence()));
        Counts now = counts;
        boolean isNew = false;
        for (Log log : journal.logs()) {
            long from = seen.getOrDefault(log.stream(), 0L);
            List<Recorded<Entry>> page = log.size() > from ? journal.records(log.stream(), from + 1, PAGE) : List.of();
            for (Recorded<Entry> recorded : page) {
                now = tally.and(now, recorded);
                seen.put(log.stream(), recorded.position().sequence());
                isNew = true;
            }
        }
        return isNew
                ? new CanaryState(
                        seen.entrySet().stream()
                                .map(place -> new Place(place.getKey(), place.getValue()))
                                .toList(),
                        now)
                : this;
    }

    /** With everything counted that is recorded now. */
    CanaryState upToNow(JournalReader journal, CanaryTally tally) {
        CanaryState before = this;
        CanaryState after = next(journal, tally);
        while (!after.equals(before)) {
            before = after;
            after = after.next(journal, tally);
        }
        return after;
    }
}
