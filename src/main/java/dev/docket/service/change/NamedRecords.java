package dev.docket.service.change;

import dev.docket.change.guard.Figures.Place;
import dev.docket.journal.JournalReader;
import dev.docket.journal.Log;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The records that figures say they were counted from, and those that they leave out. */
public final class NamedRecords {
    private static final int PAGE = 200;
    /** So long a decision may be on its way into the journal. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

    private final JournalReader journal;
    private final Recorded<ChangeEntry> end;
    private final SortedMap<String, Long> last = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    /** @param end the record that has the figures */
    public NamedRecords(JournalReader journal, List<Place> places, Recorded<ChangeEntry> end) {
        this.journal = journal;
        this.end = end;
        for (Place place : places) {
            if (last.put(place.stream(), place.sequence()) != null) {
                problems.add("stream %s is named twice".formatted(place.stream()));
            }
            if (place.sequence() > mostOf(place.stream())) {
                problems.add("record %s of stream %s is named, which was not recorded before its end"
                        .formatted(place.sequence(), place.stream()));
            }
        }
    }

    /** What they cannot have been counted from. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** The last record of a stream that counts; 0 for none. */
    public long last(Log log) {
        return last.getOrDefault(log.stream(), 0L);
    }

    /**
     * Decisions that had been recorded before the end for certain, and were not counted: nobody can choose when to stop counting.
     * Only those of the service that recorded the end, since the clocks of others may differ.
     *
     * @param time when counting stopped
     * @param counted so far
     * @return with these
     */
    public <T> T leftOut(Instant time, T counted, BiFunction<T, Recorded<Entry>, T> and) {
        String stream = end.position().stream();
        Instant latest = time.minus(ON_ITS_WAY);
        T all = counted;
        long from = last.getOrDefault(stream, 0L) + 1;
        List<Recorded<Entry>> page = journal.records(stream, from, PAGE);
        while (!page.isEmpty() && from < end.position().sequence()) {
            for (Recorded<Entry> recorded : page) {
                boolean isCertain = recorded.entry() instanceof DecisionEntry
                        && recorded.position().sequence() < end.position().sequence()
                        && !recorded.entry().at().isAfter(latest);
                all = isCertain ? and.apply(all, recorded) : all;
            }
            from = page.getLast().position().sequence() + 1;
            page = journal.records(stream, from, PAGE);
        }
        return all;
    }

    private long mostOf(String stream) {
        return stream.equals(end.position().stream())
                ? end.position().sequence() - 1
                : journal.logs().stream()
                        .filter(log -> log.stream().equals(stream))
                        .mapToLong(Log::size)
                        .findFirst()
                        .orElse(0);
    }
}
