package dev.docket.service.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The orders of a journal as they were first decided, with what became of them. */
public final class PastDecisions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RequestReader requests = new RequestReader(new RecordReader());
    private final RecordReader records = new RecordReader();

    /**
     * An order and its last outcome.
     *
     * @param order with a settled {@code asOf}
     * @param outcome absent when nobody reported how it ended
     * @param expectedLoss as answered; absent when the model gave none
     */
    public record Past(OrderSnapshot order, @Nullable Feedback outcome, Optional<Double> expectedLoss) {}

    /**
     * Reads the journal in a folder; a service may be writing.
     *
     * @throws StoreUnavailableException if it cannot be read
     */
    public static List<Past> read(Path data) {
        return StoreUnavailableException.reading(() -> {
            try (JournalReader journal = SqliteJournal.openToRead(data)) {
                return new PastDecisions().of(journal);
            }
        });
    }

    /**
     * Reads all, oldest first. Orders whose request is retired or partly masked are left out.
     *
     * @throws dev.docket.service.StoreUnavailableException if the journal cannot be read
     */
    public List<Past> of(JournalReader journal) {
        Map<String, Feedback> outcomes = outcomes(journal);
        Map<String, Past> byOrder = new LinkedHashMap<>();
        journal.all(new Filter(Map.of(), Optional.empty(), Optional.empty()), Direction.OLDEST_FIRST, Depth.WHOLE)
                .filter(recorded -> recorded.entry().masked().isEmpty())
                .forEach(recorded -> add(recorded.entry(), outcomes, byOrder));
        return new ArrayList<>(byOrder.values());
    }

    private void add(DecisionEntry entry, Map<String, Feedback> outcomes, Map<String, Past> byOrder) {
        if (!(entry.request() instanceof Payload.Kept kept)) {
            return;
        }
        OrderSnapshot order = order(entry.decisionId().toString(), kept.bytes()).receivedAt(entry.at());
        Feedback outcome = outcomes.get(entry.decisionId().toString());
        byOrder.merge(
                order.order().orderId(),
                new Past(order, outcome, expectedLoss(entry)),
                (first, later) -> later.outcome() == null
                        ? first
                        : new Past(first.order(), later.outcome(), first.expectedLoss()));
    }

    /** The last outcome of each decision that says how the order ended. */
    private Map<String, Feedback> outcomes(JournalReader journal) {
        Map<String, Feedback> outcomes = new HashMap<>();
        journal.outcomes().map(Recorded::entry).forEach(entry -> {
            Feedback feedback = feedback(entry);
            if (feedback != null && feedback.isKnown()) {
                outcomes.put(entry.decisionId().toString(), feedback);
            }
        });
        return outcomes;
    }

    private @Nullable Feedback feedback(OutcomeEntry entry) {
        return entry.document() instanceof Payload.Kept kept
                        && records.json(Feedback.class, kept.bytes()) instanceof Reading.Valid<Feedback> valid
                ? valid.value()
                : null;
    }

    private OrderSnapshot order(String decisionId, byte[] request) {
        return switch (requests.read(request)) {
            case Reading.Valid<Request> valid -> valid.value().snapshot();
            case Reading.Invalid<Request> invalid ->
                throw new IllegalStateException(
                        "the recorded request of %s is not valid: %s".formatted(decisionId, invalid.problems()));
        };
    }

    private static Optional<Double> expectedLoss(DecisionEntry entry) {
        if (!(entry.answer() instanceof Payload.Kept kept)) {
            return Optional.empty();
        }
        try {
            JsonNode amount = JSON.readTree(kept.bytes()).at("/priority/expectedLoss/amount");
            return amount.isNumber() ? Optional.of(amount.doubleValue()) : Optional.empty();
        } catch (IOException damaged) {
            throw new UncheckedIOException("the record of %s is not JSON".formatted(entry.decisionId()), damaged);
        }
    }
}
