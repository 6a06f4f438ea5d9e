package dev.docket.service.decide;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.decision.id.DecisionId;
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
         */
        record Decided(byte[] request, byte[] before, byte[] after) implements Tried {}

        /**
         * Some values cannot be.
         *
         * @param before what the active bundle says of the request as it was recorded
         */
        record Invalid(byte[] request, byte[] before, List<Problem> problems) implements Tried {}

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
        byte[] before = decided(valid(bytes(request)));
        List<Problem> problems = new ArrayList<>();
        values.forEach((path, value) -> OtherValue.put(request, path, value).ifPresent(problems::add));
        if (!problems.isEmpty()) {
            return new Tried.Invalid(recorded, before, problems);
        }
        return switch (reader.read(bytes(request))) {
            case Reading.Invalid<Request> invalid -> new Tried.Invalid(recorded, before, invalid.problems());
            case Reading.Valid<Request> valid -> new Tried.Decided(recorded, before, decided(valid.value()));
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
