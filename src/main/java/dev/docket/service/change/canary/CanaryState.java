package dev.docket.service.change.canary;

import dev.docket.change.Canary;
import dev.docket.change.guard.Counts;
import dev.docket.change.guard.Figures.Place;
import dev.docket.digest.Digest;
import dev.docket.journal.JournalReader;
import dev.docket.journal.Log;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Recorded;
import dev.docket.service.replay.FollowJournal;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * How far a guard is, and what it counted.
 *
 * @param places by stream
 */
record CanaryState(List<Place> places, Counts counts) {
    private static final int PAGE = 200;
    /** Clocks of several services may differ by so much; what came before the canary has no part in it anyway. */
    private static final Duration BEFORE = Duration.ofMinutes(10);

    CanaryState {
        places = List.copyOf(places);
    }

    /** Before the first record that may have a part in a canary. */
    static CanaryState start(JournalReader journal, Canary canary) {
        Digest candidate = new Digest(canary.candidate());
        return new CanaryState(
                FollowJournal.start(journal, candidate, canary.since().minus(BEFORE)).places().stream()
                        .map(place -> new Place(place.stream(), place.sequence()))
                        .toList(),
                Counts.NONE);
    }

    /** With the next page of each stream counted; the same if there is none. */
    CanaryState next(JournalReader journal, CanaryTally tally) {
        return next(journal, tally, Log::size);
    }

    private CanaryState next(JournalReader journal, CanaryTally tally, ToLongFunction<Log> last) {
        SortedMap<String, Long> seen = new TreeMap<>();
        places.forEach(place -> seen.put(place.stream(), place.sequence()));
        Counts now = counts;
        boolean isNew = false;
        for (Log log : journal.logs()) {
            long from = seen.getOrDefault(log.stream(), 0L);
            long left = Math.min(log.size(), last.applyAsLong(log)) - from;
            List<Recorded<Entry>> page =
                    left > 0 ? journal.records(log.stream(), from + 1, (int) Math.min(PAGE, left)) : List.of();
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
        return upTo(journal, tally, Log::size);
    }

    /** With everything counted up to the last record of each stream that counts. */
    CanaryState upTo(JournalReader journal, CanaryTally tally, ToLongFunction<Log> last) {
        CanaryState before = this;
        CanaryState after = next(journal, tally, last);
        while (!after.equals(before)) {
            before = after;
            after = after.next(journal, tally, last);
        }
        return after;
    }
}
