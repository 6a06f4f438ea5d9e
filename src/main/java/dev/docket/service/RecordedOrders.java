package dev.docket.service;

import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.Payload;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.json.Reading;
import dev.docket.json.RecordReader;
import dev.docket.order.OrderSnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The orders that a journal recorded decisions of, as they were decided; also while a docket writes it. */
public final class RecordedOrders implements AutoCloseable {
    private final JournalReader journal;
    private final RequestReader reader = new RequestReader(new RecordReader());

    RecordedOrders(JournalReader journal) {
        this.journal = journal;
    }

    /**
     * Opens the journal of a folder to read it.
     *
     * @throws StoreUnavailableException if there is none, or it is not one that this docket can read
     */
    public static RecordedOrders open(Path dataDir) {
        return StoreUnavailableException.reading(() -> new RecordedOrders(SqliteJournal.openToRead(dataDir)));
    }

    /**
     * What becomes of those that were received in a window of time, the oldest first, their {@code asOf} settled. One
     * whose request was dropped when its retention ended, or is masked in parts, is left out.
     *
     * @param from the earliest time of receipt
     * @param to the first time of receipt that is too late
     * @param use reads them once
     * @throws StoreUnavailableException if the journal cannot be read
     */
    public <T> T received(Optional<Instant> from, Optional<Instant> to, Function<Stream<OrderSnapshot>, T> use) {
        return StoreUnavailableException.reading(() -> use.apply(orders(from, to)));
    }

    private Stream<OrderSnapshot> orders(Optional<Instant> from, Optional<Instant> to) {
        return journal.all(new Filter(Map.of(), from, to), Direction.OLDEST_FIRST, Depth.WHOLE)
                .filter(recorded -> recorded.entry().masked().isEmpty())
                .flatMap(recorded -> switch (recorded.entry().request()) {
                    case Payload.Kept kept ->
                        Stream.of(order(recorded.entry().decisionId(), kept.bytes())
                                .receivedAt(recorded.entry().at()));
                    case Payload.Unread unread -> Stream.<OrderSnapshot>empty();
                    case Payload.Retired retired -> Stream.<OrderSnapshot>empty();
                });
    }

    private OrderSnapshot order(String decisionId, byte[] request) {
        return switch (reader.read(request)) {
            case Reading.Valid<Request> valid -> valid.value().snapshot();
            case Reading.Invalid<Request> invalid ->
                throw new IllegalStateException(
                        "the recorded request of %s is not valid: %s".formatted(decisionId, invalid.problems()));
        };
    }

    @Override
    public void close() {
        journal.close();
    }
}
