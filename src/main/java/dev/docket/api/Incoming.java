package dev.docket.api;

import dev.docket.api.body.Body;
import dev.docket.api.edge.HttpSettings;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.RefusedException;
import dev.docket.json.Echo;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.service.AnswerForm;
import dev.docket.service.DecisionMeter;
import dev.docket.service.DocumentIntake;
import dev.docket.service.Received;
import dev.docket.service.RequestReader;
import dev.docket.service.intake.StreamIds;
import dev.docket.text.Suggestion;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What a caller sends to be decided: a request as it is, or a document that a mapping makes one of. */
@Singleton
public class Incoming {
    private final RequestReader requests;
    private final DocumentIntake documents;
    private final HttpSettings settings;
    private final DecisionMeter meter;

    public Incoming(RequestReader requests, DocumentIntake documents, HttpSettings settings, DecisionMeter meter) {
        this.requests = requests;
        this.documents = documents;
        this.settings = settings;
        this.meter = meter;
    }

    /** How the documents of a mapping are read; of no mapping, requests as they are. */
    interface Kind extends AutoCloseable {
        /** The forms that it can be answered in besides Docket's own, by the name that {@code ?answer=} has. */
        SortedMap<String, AnswerForm> answers();

        /** Every content type it is sent as; the first is the usual one. */
        List<String> mediaTypes();

        /** Whoever gets a request closes it. */
        Reading<Received> read(byte[] content);

        @Override
        void close();
    }

    /** How each line of a batch is read: by the bundle that is active by then. */
    interface LineReader {
        /**
         * Whoever gets a request closes it.
         *
         * @throws RefusedException if the mapping is not there any more
         */
        Reading<Received> read(byte[] line);
    }

    /** How the lines of a batch are read; refuses a mapping that is not there. */
    LineReader lines(@Nullable String mapping) {
        kind(mapping).close();
        return line -> {
            try (Kind kind = kind(mapping)) {
                return sent(kind.read(line));
            }
        };
    }

    /** Whether a batch is one document that holds several orders. */
    boolean isDocument(@Nullable String mapping, HttpHeaders headers) {
        return mapping != null && !Body.isOfType(headers, BatchResource.NDJSON);
    }

    /** Whoever calls cannot take the id beforehand that an order from Kafka will have. */
    private Reading<Received> sent(Reading<Received> read) {
        Reading<Received> sent = StreamIds.refuseReserved(read);
        if (sent instanceof Reading.Invalid<Received> && read instanceof Reading.Valid<Received>) {
            meter.refused();
        }
        return sent;
    }

    /** Every order of such a document, for the caller to close. */
    List<Reading<Received>> orders(String mapping, HttpHeaders headers, InputStream body) {
        try (DocumentIntake.Mapping several = documents.mapping(mapping).orElseThrow(() -> unknown(mapping))) {
            List<String> types = new ArrayList<>(List.of(BatchResource.NDJSON));
            if (several.takesSeveral()) {
                types.addAll(several.mediaTypes());
            }
            return switch (several.readAll(Body.read(body, headers, types, settings.bodyBytes()))) {
                case Reading.Valid<List<Reading<Received>>> valid ->
                    valid.value().stream().map(this::sent).toList();
                case Reading.Invalid<List<Reading<Received>>> invalid ->
                    throw new RefusedException(ProblemDetail.invalid(invalid.problems()));
            };
        }
    }

    /** The kind that the query parameter {@code mapping} names, of the bundle that is active now; for the caller to close. */
    Kind kind(@Nullable String mapping) {
        return mapping == null ? new Plain(requests, documents) : mapped(mapping);
    }

    private record Plain(RequestReader requests, DocumentIntake documents) implements Kind {
        @Override
        public SortedMap<String, AnswerForm> answers() {
            return documents.answers();
        }

        @Override
        public List<String> mediaTypes() {
            return List.of(MediaType.APPLICATION_JSON);
        }

        @Override
        public Reading<Received> read(byte[] content) {
            return requests.read(content).map(Received::plain);
        }

        @Override
        public void close() {}
    }

    private record Mapped(DocumentIntake.Mapping mapping) implements Kind {
        /** JSON, too: an envelope with master data is JSON, whatever the document is. */
        @Override
        public List<String> mediaTypes() {
            List<String> types = new ArrayList<>(mapping.mediaTypes());
            if (!types.contains(MediaType.APPLICATION_JSON)) {
                types.add(MediaType.APPLICATION_JSON);
            }
            return types;
        }

        @Override
        public SortedMap<String, AnswerForm> answers() {
            return mapping.answers();
        }

        @Override
        public Reading<Received> read(byte[] content) {
            return mapping.read(content);
        }

        @Override
        public void close() {
            mapping.close();
        }
    }

    private Kind mapped(String name) {
        return documents.mapping(name).<Kind>map(Mapped::new).orElseThrow(() -> unknown(name));
    }

    private RefusedException unknown(String mapping) {
        return new RefusedException(ProblemDetail.invalid(List.of(new Problem(
                "?mapping",
                "unknown-value",
                "the active bundle has no such mapping. It has: %s.%s"
                        .formatted(
                                String.join(", ", documents.names()),
                                Suggestion.didYouMean(mapping, documents.names())),
                Echo.of(mapping),
                0))));
    }

    private static AnswerForm form(Kind kind, String name) {
        AnswerForm form = kind.answers().get(name);
        if (form == null) {
            throw new RefusedException(ProblemDetail.invalid(List.of(new Problem(
                    "?answer",
                    "unknown-value",
                    kind.answers().isEmpty()
                            ? "there are only answers in JSON"
                            : "must be one of %s.%s"
                                    .formatted(
                                            String.join(", ", kind.answers().keySet()),
                                            Suggestion.didYouMean(
                                                    name, kind.answers().keySet())),
                    Echo.of(name),
                    0))));
        }
        return form;
    }

    /**
     * What was sent, and how it is to be answered.
     *
     * @param form what the answer is to be; null for Docket's own JSON
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sent(Received received, byte[] content, @Nullable AnswerForm form) implements AutoCloseable {
        @Override
        public void close() {
            received.close();
        }
    }

    /** Reads a body, for the caller to close. */
    Sent read(@Nullable String mapping, @Nullable String answer, HttpHeaders headers, InputStream body) {
        try (Kind kind = kind(mapping)) {
            AnswerForm form = answer == null ? null : form(kind, answer);
            byte[] content = Body.read(body, headers, kind.mediaTypes(), settings.bodyBytes());
            return switch (sent(kind.read(content))) {
                case Reading.Valid<Received> valid -> new Sent(valid.value(), content, form);
                case Reading.Invalid<Received> invalid ->
                    throw new RefusedException(ProblemDetail.invalid(invalid.problems()));
            };
        }
    }
}
