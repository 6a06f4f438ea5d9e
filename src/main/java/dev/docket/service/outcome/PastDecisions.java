package dev.docket.service.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.urgency.Probabilities;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The orders of a journal as they were first decided, with what became of them. */
public final class PastDecisions {
    /** So many must fit into memory. */
    public static final int MOST = 100_000;

    private static final int MOST_OUTCOMES = 500;
    // After so long an outcome has an eighth of its weight.
    private static final Duration REACH = Duration.ofDays(180);
    private static final Duration WINDOW = Duration.ofHours(6);
    private static final int MOST_IN_WINDOW = 150;
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
     * @param said what the model said of it
     */
    public record Past<T>(T order, @Nullable Feedback outcome, Said said) {}

    /**
     * What the model said of an order.
     *
     * @param model the digest of the model, as text; absent when none was asked
     * @param expectedLoss in the order's currency; absent when the model gave none
     * @param probabilities of the classes; absent when the model gave none
     */
    public record Said(
            @Nullable String model,
            OptionalDouble expectedLoss,
            @Nullable Probabilities probabilities) {
        static final Said NOTHING = new Said(null, OptionalDouble.empty(), null);
    }

    /**
     * Reads the last {@link #MOST} decisions of a journal; services may be writing.
     *
     * @return whole orders with a settled {@code asOf}, oldest first
     * @throws StoreUnavailableException if it cannot be read
     */
    public static List<Past<OrderSnapshot>> read(JournalStore store) {
        return StoreUnavailableException.reading(() -> {
            try (JournalReader journal = store.openToRead()) {
                return new PastDecisions(journal).last(Function.identity());
            }
        });
    }

    /**
     * The last {@link #MOST} decisions, oldest first. Orders whose request is retired or partly masked are left out.
     *
     * @param kept what to keep of an order
     */
    <T> List<Past<T>> last(Function<OrderSnapshot, T> kept) {
        return past(newestFirst(Filter.ALL, Depth.WHOLE).limit(MOST), Optional.empty(), kept);
    }

    /**
     * The decisions of half a year before a moment, oldest first; of more than {@link #MOST} the same number of each six hours.
     * Only what was recorded before the moment counts, so that every service reads the same.
     *
     * @param kept what to keep of an order
     */
    <T> List<Past<T>> before(Instant moment, Function<OrderSnapshot, T> kept) {
        Filter reach = period(moment.minus(REACH), moment);
        boolean isMany = newestFirst(reach, Depth.HEADERS).limit(MOST + 1L).count() > MOST;
        return past(isMany ? sampled(moment) : newestFirst(reach, Depth.WHOLE), Optional.of(moment), kept);
    }

    private Stream<DecisionEntry> sampled(Instant moment) {
        return Stream.iterate(moment, end -> end.isAfter(moment.minus(REACH)), end -> end.minus(WINDOW))
                .flatMap(end ->
                        newestFirst(period(end.minus(WINDOW), end), Depth.WHOLE).limit(MOST_IN_WINDOW));
    }

    private static Filter period(Instant from, Instant to) {
        return new Filter(Map.of(), Optional.of(from), Optional.of(to));
    }

    private Stream<DecisionEntry> newestFirst(Filter filter, Depth depth) {
        return journal.all(filter, Direction.NEWEST_FIRST, depth).map(Recorded::entry);
    }

    private <T> List<Past<T>> past(
            Stream<DecisionEntry> newestFirst, Optional<Instant> recordedBefore, Function<OrderSnapshot, T> kept) {
        Map<String, Past<T>> byOrder = new LinkedHashMap<>();
        newestFirst
                .filter(entry -> entry.masked().isEmpty())
                .forEach(entry -> add(entry, recordedBefore, kept, byOrder));
        return new ArrayList<>(byOrder.values()).reversed();
    }

    /** Newest first: what comes later was decided earlier, and that is what counts of an order. */
    private <T> void add(
            DecisionEntry entry,
            Optional<Instant> recordedBefore,
            Function<OrderSnapshot, T> kept,
            Map<String, Past<T>> byOrder) {
        if (!(entry.request() instanceof Payload.Kept request)) {
            return;
        }
        OrderSnapshot order =
                order(entry.decisionId().toString(), request.bytes()).receivedAt(entry.at());
        String id = order.order().orderId();
        Past<T> later = byOrder.remove(id);
        Feedback outcome = later == null || later.outcome() == null
                ? outcome(entry.decisionId(), recordedBefore)
                : later.outcome();
        byOrder.put(id, new Past<>(kept.apply(order), outcome, said(entry)));
    }

    /** The last outcome of a decision that says how the order ended. */
    private @Nullable Feedback outcome(DecisionId decision, Optional<Instant> recordedBefore) {
        Optional<OutcomeEntry> latest = journal.latestOutcomeOf(decision).map(Recorded::entry);
        if (latest.isEmpty()) {
            return null;
        }
        Feedback known = ended(latest.get(), recordedBefore);
        return known == null ? earlierOutcome(decision, recordedBefore) : known;
    }

    private @Nullable Feedback earlierOutcome(DecisionId decision, Optional<Instant> recordedBefore) {
        Feedback last = null;
        int skip = 0;
        List<Recorded<OutcomeEntry>> page = journal.outcomesOf(decision, skip, MOST_OUTCOMES);
        while (!page.isEmpty()) {
            for (Recorded<OutcomeEntry> recorded : page) {
                Feedback feedback = ended(recorded.entry(), recordedBefore);
                last = feedback == null ? last : feedback;
            }
            skip += page.size();
            page = journal.outcomesOf(decision, skip, MOST_OUTCOMES);
        }
        return last;
    }

    /** What it says of how the order ended; absent if nothing, or if it was recorded too late. */
    private @Nullable Feedback ended(OutcomeEntry entry, Optional<Instant> recordedBefore) {
        return recordedBefore.map(entry.at()::isBefore).orElse(true)
                        && entry.document() instanceof Payload.Kept kept
                        && records.json(Feedback.class, kept.bytes()) instanceof Reading.Valid<Feedback> valid
                        && valid.value().isKnown()
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

    private static Said said(DecisionEntry entry) {
        if (!(entry.answer() instanceof Payload.Kept kept)) {
            return Said.NOTHING;
        }
        try {
            JsonNode answer = JSON.readTree(kept.bytes());
            JsonNode amount = answer.at("/priority/expectedLoss/amount");
            return new Said(
                    answer.at("/trace/model/digest").textValue(),
                    amount.isNumber() ? OptionalDouble.of(amount.doubleValue()) : OptionalDouble.empty(),
                    probabilities(answer.at("/priority/probabilities")));
        } catch (IOException damaged) {
            throw new UncheckedIOException("the record of %s is not JSON".formatted(entry.decisionId()), damaged);
        }
    }

    private static @Nullable Probabilities probabilities(JsonNode said) {
        return said.isObject()
                ? new Probabilities(
                        said.path("P1").doubleValue(),
                        said.path("P2").doubleValue(),
                        said.path("P3").doubleValue(),
                        said.path("P4").doubleValue())
                : null;
    }
}
