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
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.proof.JournalStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The orders of a journal as they were first decided, with what became of them. */
public final class PastDecisions {
    /** Older decisions than the last so many say little about today, and must fit into memory. */
    public static final int MOST = 100_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JournalReader journal;
    private final RequestReader requests = new RequestReader(new RecordReader());
    private final RecordReader records = new RecordReader();

    PastDecisions(JournalReader journal) {
        this.journal = journal;
    }

    /**
     * An order and its last outcome.
     *
     * @param order what is kept of it
     * @param outcome absent when nobody reported how it ended
     * @param expectedLoss as answered; absent when the model gave none
     */
    public record Past<T>(T order, @Nullable Feedback outcome, OptionalDouble expectedLoss) {}

    /**
     * Reads a journal; services may be writing.
     *
     * @return whole orders with a settled {@code asOf}, oldest first
     * @throws StoreUnavailableException if it cannot be read
     */
    public static List<Past<OrderSnapshot>> read(JournalStore store) {
        return StoreUnavailableException.reading(() -> {
            try (JournalReader journal = store.openToRead()) {
                return new PastDecisions(journal).of(Optional.empty(), Function.identity());
            }
        });
    }

    /**
     * The last {@link #MOST} decisions, oldest first. Orders whose request is retired or partly masked are left out.
     *
     * @param recordedBefore records of this moment and later do not count
     * @param kept what to keep of an order
     */
    <T> List<Past<T>> of(Optional<Instant> recordedBefore, Function<OrderSnapshot, T> kept) {
        Map<String, Feedback> outcomes = outcomes(recordedBefore);
        Map<String, Past<T>> byOrder = new LinkedHashMap<>();
        journal.all(new Filter(Map.of(), Optional.empty(), recordedBefore), Direction.NEWEST_FIRST, Depth.WHOLE)
                .limit(MOST)
                .map(Recorded::entry)
                .filter(entry -> entry.masked().isEmpty())
                .forEach(entry -> add(entry, kept, outcomes, byOrder));
        return new ArrayList<>(byOrder.values()).reversed();
    }

    /** Newest first: what comes later was decided earlier, and that is what counts of an order. */
    private <T> void add(
            DecisionEntry entry,
            Function<OrderSnapshot, T> kept,
            Map<String, Feedback> outcomes,
            Map<String, Past<T>> byOrder) {
        if (!(entry.request() instanceof Payload.Kept request)) {
            return;
        }
        OrderSnapshot order =
                order(entry.decisionId().toString(), request.bytes()).receivedAt(entry.at());
        String id = order.order().orderId();
        Past<T> later = byOrder.remove(id);
        Feedback outcome = later == null || later.outcome() == null
                ? outcomes.get(entry.decisionId().toString())
                : later.outcome();
        byOrder.put(id, new Past<>(kept.apply(order), outcome, expectedLoss(entry)));
    }

    /** The last outcome of each decision that says how the order ended. */
    private Map<String, Feedback> outcomes(Optional<Instant> recordedBefore) {
        Map<String, Feedback> outcomes = new HashMap<>();
        journal.outcomes()
                .map(Recorded::entry)
                .filter(entry -> recordedBefore.map(entry.at()::isBefore).orElse(true))
                .forEach(entry -> {
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

    private static OptionalDouble expectedLoss(DecisionEntry entry) {
        if (!(entry.answer() instanceof Payload.Kept kept)) {
            return OptionalDouble.empty();
        }
        try {
            JsonNode amount = JSON.readTree(kept.bytes()).at("/priority/expectedLoss/amount");
            return amount.isNumber() ? OptionalDouble.of(amount.doubleValue()) : OptionalDouble.empty();
        } catch (IOException damaged) {
            throw new UncheckedIOException("the record of %s is not JSON".formatted(entry.decisionId()), damaged);
        }
    }
}
