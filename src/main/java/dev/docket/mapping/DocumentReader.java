package dev.docket.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.json.JsonWriter;
import dev.docket.json.Problem;
import dev.docket.json.read.DeclaredAttributes;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.mapping.answer.DecidedDocument;
import dev.docket.mapping.document.Documents;
import dev.docket.mapping.document.Fault;
import dev.docket.mapping.document.Format;
import dev.docket.mapping.document.Piece;
import dev.docket.mapping.document.UnreadableException;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.attribute.AttributeCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a document into the order that a mapping makes of it, or every problem with its place in the document. */
public final class DocumentReader {
    private final RecordReader contract;
    private final AttributeCatalogue attributes;

    /** @param attributes those that orders may have */
    public DocumentReader(RecordReader contract, AttributeCatalogue attributes) {
        this.contract = contract;
        this.attributes = attributes;
    }

    /** One document, which must hold one order. */
    public Reading<MappedOrder> read(DocumentMapping mapping, byte[] content) {
        try {
            Envelope envelope = Envelope.of(content);
            List<Piece> documents = Documents.read(mapping.reads(), envelope.document(), mapping.plan());
            if (documents.size() != 1) {
                return invalid(
                        Fault.WRONG_SIZE,
                        String.format(
                                Locale.ROOT,
                                "the document holds %d transactions, and a request is for one order. Send it to /v1/decisions/batch, which answers each.",
                                documents.size()));
            }
            return read(mapping, documents.getFirst(), envelope.masterData());
        } catch (UnreadableException unreadable) {
            return new Reading.Invalid<>(unreadable.problems());
        }
    }

    /**
     * Every order that is in a document, each with problems of its own: the transactions of an interchange, or the rows with one
     * order number.
     *
     * @return invalid if the document as a whole cannot be read
     */
    public Reading<List<Reading<MappedOrder>>> readAll(DocumentMapping mapping, byte[] content) {
        try {
            Envelope envelope = Envelope.of(content);
            List<Piece> documents = orders(mapping, envelope.document());
            if (documents.isEmpty()) {
                return new Reading.Invalid<>(
                        List.of(Problem.of("", Fault.WRONG_SIZE.code(), "the document holds no transaction")));
            }
            if (documents.size() > 1 && !envelope.masterData().isEmpty()) {
                return new Reading.Invalid<>(List.of(Problem.of(
                        "",
                        Fault.NOT_ALLOWED.code(),
                        String.format(
                                Locale.ROOT,
                                "master data is of one order, and the document holds %d. Send each on its own.",
                                documents.size()))));
            }
            return new Reading.Valid<>(documents.stream()
                    .map(document -> readOne(mapping, document, envelope.masterData()))
                    .toList());
        } catch (UnreadableException unreadable) {
            return new Reading.Invalid<>(unreadable.problems());
        }
    }

    private static List<Piece> orders(DocumentMapping mapping, byte[] document) {
        List<Piece> documents = Documents.read(mapping.reads(), document, mapping.plan());
        return mapping.reads() == Format.CSV && mapping.same().isPresent()
                ? Documents.apart(documents.getFirst(), mapping.same().get())
                : documents;
    }

    private Reading<MappedOrder> readOne(DocumentMapping mapping, Piece document, ObjectNode masterData) {
        try {
            return read(mapping, document, masterData);
        } catch (UnreadableException unreadable) {
            return new Reading.Invalid<>(unreadable.problems());
        }
    }

    /**
     * The document that {@link #read} has made an order of, with what was decided of it.
     *
     * @param decision the whole answer
     * @throws UnreadableException if it is none
     */
    public static DecidedDocument decided(DocumentMapping mapping, byte[] content, JsonNode decision) {
        Piece document = Documents.read(mapping.reads(), Envelope.of(content).document(), mapping.plan())
                .getFirst();
        return new DecidedDocument(document, OrderDraft.of(mapping, document).sources(), decision);
    }

    /** The document that was sent, without its envelope in JSON. */
    public static byte[] document(byte[] content) {
        return Envelope.of(content).document();
    }

    private static Reading<MappedOrder> invalid(Fault fault, String message) {
        return new Reading.Invalid<>(List.of(Problem.of("", fault.code(), message)));
    }

    private Reading<MappedOrder> read(DocumentMapping mapping, Piece document, ObjectNode masterData) {
        OrderDraft draft = OrderDraft.of(mapping, document);
        if (draft.isLeftOut()) {
            return new Reading.Invalid<>(draft.problems());
        }
        Places places = draft.places();
        List<Problem> problems = new ArrayList<>(draft.problems());
        ObjectNode request = draft.json();
        new MasterRecords(places, problems).addTo(request, masterData);
        byte[] canonical = new JsonWriter().value(request).bytes();
        return switch (contract.json(OrderSnapshot.class, canonical)) {
            case Reading.Valid<OrderSnapshot> valid -> {
                DeclaredAttributes.problems(attributes, valid.value()).stream()
                        .map(places::locate)
                        .forEach(problems::add);
                yield problems.isEmpty()
                        ? new Reading.Valid<>(
                                new MappedOrder(valid.value(), request, canonical, document.unused(), draft.absent()))
                        : new Reading.Invalid<>(problems);
            }
            case Reading.Invalid<OrderSnapshot> invalid -> {
                invalid.problems().stream()
                        .filter(problem -> problems.stream()
                                .noneMatch(known -> known.path().equals(problem.path())))
                        .map(places::locate)
                        .toList()
                        .forEach(problems::add);
                yield new Reading.Invalid<>(problems);
            }
        };
    }
}
