package dev.docket.service.search;

import dev.docket.decision.id.DecisionId;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.Payload;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.StoreUnavailableException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The recorded orders of a journal, as they were decided. Works while a service writes. */
public final class RecordedOrders implements AutoCloseable {
    private final JournalReader journal;
    private final RequestReader reader = new RequestReader(new RecordReader());

    RecordedOrders(JournalReader journal) {
        this.journal = journal;
    }

    /**
     * Opens the journal in a folder to read it.
     *
     * @throws StoreUnavailableException if there is none, or this version cannot read it
     */
    public static RecordedOrders open(Path dataDir) {
        return StoreUnavailableException.reading(() -> new RecordedOrders(SqliteJournal.openToRead(dataDir)));
    }

    /**
     * Applies a function to the orders received in a period, oldest first, with their {@code asOf} settled. Orders
     * whose request is retired or partly masked are left out.
     *
     * @param from the start of the period, by time of receipt
     * @param to the end of the period, exclusive
     * @param use consumes the orders once
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

    private OrderSnapshot order(DecisionId decisionId, byte[] request) {
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
