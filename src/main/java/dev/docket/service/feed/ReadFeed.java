package dev.docket.service.feed;

import dev.docket.journal.JournalReader;
import dev.docket.journal.Log;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.Recorded;
import dev.docket.service.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the journal as a feed. Each stream comes in its sequence, so that no clock can hide a record or show it twice; records of several
 * streams that are there at the same time come by time. A stream has one writer, which numbers within the transaction that records: what
 * can be read is durable, and nothing can come before it later.
 */
public final class ReadFeed {
    /** So many records are looked at for one page, whether the filter takes them or not. */
    private static final int MOST_LOOKED_AT = 2_000;

    /** So many records are in memory at a time, of all streams together, and one more of each. */
    private static final int AHEAD = 100;

    private final JournalReader journal;
    private final FeedEvents events;

    public ReadFeed(JournalReader journal, FeedEvents events) {
        this.journal = journal;
        this.events = events;
    }

    /**
     * Some events, in order.
     *
     * @param place after the last record that was looked at, whether it became an event or not
     * @param hasMore whether there were more records when it was read
     */
    public record Page(List<FeedEvent> events, FeedPlace place, boolean hasMore) {}

    /** Where a reader has come to; empty if that is not in this journal. @throws StoreUnavailableException if it cannot be read */
    public Optional<FeedPlace> place(FeedStart start) {
        return StoreUnavailableException.reading(() -> switch (start) {
            case FeedStart.Beginning beginning -> Optional.of(FeedPlace.START);
            case FeedStart.Now now -> Optional.of(end());
            case FeedStart.After after -> after.cursor().in(journal);
        });
    }

    private FeedPlace end() {
        FeedPlace end = FeedPlace.START;
        for (Log log : journal.logs()) {
            end = log.position(log.size()).map(end::after).orElse(end);
        }
        return end;
    }

    /**
     * The next page.
     *
     * @param limit the most events
     * @param bytes what the events may have together, unless it is one
     * @throws StoreUnavailableException if the journal cannot be read
     */
    public Page page(FeedPlace from, FeedFilter filter, int limit, long bytes) {
        return StoreUnavailableException.reading(() -> read(from, filter, limit, bytes));
    }

    private Page read(FeedPlace from, FeedFilter filter, int limit, long bytes) {
        List<Log> behind = journal.logs().stream()
                .filter(log -> log.size() > from.sequence(log.stream()))
                .toList();
        SortedMap<String, StreamAhead> streams = new TreeMap<>();
        for (Log log : behind) {
            streams.put(
                    log.stream(),
                    new StreamAhead(journal, log.stream(), from.sequence(log.stream()), AHEAD / behind.size() + 1));
        }
        List<FeedEvent> taken = new ArrayList<>();
        FeedPlace place = from;
        long size = 0;
        for (int looked = 0; looked < MOST_LOOKED_AT && taken.size() < limit && size < bytes; looked++) {
            Optional<StreamAhead> first = first(streams);
            if (first.isEmpty()) {
                return new Page(taken, place, false);
            }
            Recorded<Entry> next = first.get().take();
            place = place.after(next.position());
            if (filter.takes(next.entry())) {
                FeedEvent event = event(next, place);
                taken.add(event);
                size += event.json().length;
            }
        }
        return new Page(taken, place, first(streams).isPresent());
    }

    /** The event of one record; empty if there is no such record. @throws StoreUnavailableException if the journal cannot be read */
    public Optional<FeedEvent> one(String stream, long sequence) {
        return StoreUnavailableException.reading(() -> journal.records(stream, sequence, 1).stream()
                .filter(record -> record.position().sequence() == sequence)
                .findFirst()
                .map(record -> event(record, FeedPlace.START.after(record.position()))));
    }

    /** How many records there are after a place. @throws StoreUnavailableException if the journal cannot be read */
    public long beyond(FeedPlace place) {
        return StoreUnavailableException.reading(() -> journal.logs().stream()
                .mapToLong(log -> log.size() - place.sequence(log.stream()))
                .sum());
    }

    private FeedEvent event(Recorded<Entry> recorded, FeedPlace after) {
        Position position = recorded.position();
        return new FeedEvent(
                FeedEvents.id(position),
                position.stream(),
                position.sequence(),
                recorded.entry().at(),
                events.of(recorded),
                after);
    }

    private static Optional<StreamAhead> first(SortedMap<String, StreamAhead> streams) {
        return streams.values().stream()
                .filter(StreamAhead::hasNext)
                .min(Comparator.comparing(ahead -> ahead.peek().entry().at()));
    }
}
