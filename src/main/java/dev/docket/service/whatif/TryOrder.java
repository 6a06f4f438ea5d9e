package dev.docket.service.whatif;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.Firing;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.decide.AnswerBody;
import dev.docket.service.decide.DecideOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;

/**
 * Decides a recorded order as if some of its values were others, with the active bundle and at the time for which it was decided.
 * Records nothing.
 */
public final class TryOrder {
    /** Of a rule that fires on many lines, so many are explained. */
    private static final int MOST_LINES = 10;

    // Amounts keep their digits.
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JournalReader journal;
    private final DecideOrder decide;
    private final RequestReader reader;

    public TryOrder(JournalReader journal, DecideOrder decide, RequestReader reader) {
        this.journal = journal;
        this.decide = decide;
        this.reader = reader;
    }

    /** What came of it. */
    @SuppressWarnings("ArrayRecordComponent") // on their way to a page; never compared
    public sealed interface Tried {
        /**
         * Both answers with full traces, as JSON.
         *
         * @param request as recorded
         * @param before what the active bundle says of it
         * @param after what it says of the changed one
         * @param firings what would keep the rules from firing that fire for the request as recorded
         */
        record Decided(byte[] request, byte[] before, byte[] after, List<Firing> firings) implements Tried {}

        /**
         * Some values cannot be.
         *
         * @param before what the active bundle says of the request as it was recorded
         * @param firings as above
         */
        record Invalid(byte[] request, byte[] before, List<Firing> firings, List<Problem> problems) implements Tried {}

        /** What is masked is not there to decide with. */
        record Masked(SortedSet<String> paths) implements Tried {}

        record Retired() implements Tried {}

        record Unknown() implements Tried {}
    }

    /**
     * Tries.
     *
     * @param values by request path, such as {@code order.lines[0].orderedQty}; the path must have a value already
     * @throws StoreUnavailableException if the journal cannot be read
     */
    public Tried with(DecisionId decisionId, SequencedMap<String, String> values) {
        Optional<DecisionEntry> found = StoreUnavailableException.reading(() -> journal.findByDecisionId(decisionId))
                .map(Recorded::entry);
        if (found.isEmpty()) {
            return new Tried.Unknown();
        }
        DecisionEntry entry = found.get();
        if (!entry.masked().isEmpty()) {
            return new Tried.Masked(entry.masked());
        }
        return entry.request() instanceof Payload.Kept request && entry.answer() instanceof Payload.Kept answer
                ? with(request.bytes(), tree(answer.bytes()).path("asOf").asText(), values)
                : new Tried.Retired();
    }

    private Tried with(byte[] recorded, String asOf, SequencedMap<String, String> values) {
        ObjectNode request = (ObjectNode) tree(recorded);
        request.put("asOf", asOf);
        Request sent = valid(bytes(request));
        byte[] before = decided(sent);
        List<Firing> firings = decide.firings(sent, MOST_LINES);
        List<Problem> problems = new ArrayList<>();
        values.forEach((path, value) -> OtherValue.put(request, path, value).ifPresent(problems::add));
        if (!problems.isEmpty()) {
            return new Tried.Invalid(recorded, before, firings, problems);
        }
        return switch (reader.read(bytes(request))) {
            case Reading.Invalid<Request> invalid -> new Tried.Invalid(recorded, before, firings, invalid.problems());
            case Reading.Valid<Request> valid -> new Tried.Decided(recorded, before, decided(valid.value()), firings);
        };
    }

    private Request valid(byte[] request) {
        return switch (reader.read(request)) {
            case Reading.Valid<Request> valid -> valid.value();
            case Reading.Invalid<Request> invalid ->
                throw new IllegalStateException("the recorded request is not valid: " + invalid.problems());
        };
    }

    private byte[] decided(Request request) {
        try (AnswerBody answer = decide.dryRun(request, TraceLevel.FULL)) {
            return answer.bytes();
        }
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException damaged) {
            throw new UncheckedIOException("the record is not JSON", damaged);
        }
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
