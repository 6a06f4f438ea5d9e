package dev.docket.service;

import dev.docket.bundle.active.Pin;
import dev.docket.journal.record.MappedBy;
import dev.docket.json.CanonicalJson;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.mapping.DocumentMapping;
import dev.docket.mapping.DocumentReader;
import dev.docket.mapping.MappedOrder;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads documents of other systems as the requests that the mappings of the active bundle make of them. */
public final class DocumentIntake {
    private final Supplier<Pin> active;
    private final RecordReader contract = new RecordReader();
    private final DecisionMeter meter;

    /**
     * Makes the intake.
     *
     * @param active pins the active bundle
     * @param meter counts the documents that are refused
     */
    public DocumentIntake(Supplier<Pin> active, DecisionMeter meter) {
        this.active = active;
        this.meter = meter;
    }

    /** The names of the mappings of the active bundle. */
    public SortedSet<String> names() {
        try (Pin pin = active.get()) {
            return new TreeSet<>(pin.bundle().mappings().documents().keySet());
        }
    }

    /** A mapping of the active bundle, for the caller to close. */
    public Optional<Mapping> mapping(String name) {
        Pin pin = active.get();
        DocumentMapping mapping = pin.bundle().mappings().documents().get(name);
        if (mapping == null) {
            pin.close();
            return Optional.empty();
        }
        return Optional.of(new Mapping(name, mapping, pin));
    }

    /** The forms that orders without a mapping can be answered in besides Docket's own, by name. */
    public SortedMap<String, AnswerForm> answers() {
        try (Pin pin = active.get()) {
            return AnswerForm.of(pin.bundle().mappings().patches());
        }
    }

    /** How documents of one kind are read. It holds its bundle until it is closed. */
    public final class Mapping implements AutoCloseable {
        private final DocumentMapping mapping;
        private final Pin pin;
        private final MappedBy by;
        private final DocumentReader reader;

        private Mapping(String name, DocumentMapping mapping, Pin pin) {
            this.mapping = mapping;
            this.pin = pin;
            by = new MappedBy(name, pin.bundle().id().digest());
            reader = new DocumentReader(contract, pin.bundle().attributes());
        }

        /** The content types that its documents are sent as; the first is the usual one. */
        public List<String> mediaTypes() {
            return mapping.reads().mediaTypes();
        }

        /** The forms that its documents can be answered in besides Docket's own, by name. */
        public SortedMap<String, AnswerForm> answers() {
            return AnswerForm.of(mapping, pin.bundle().mappings().patches());
        }

        /** What a document becomes, or every problem with its place in the document. */
        public Reading<MappedDocument> map(byte[] document) {
            return reader.read(mapping, document).map(this::mapped);
        }

        /** The same for each order of a document; invalid if the document as a whole cannot be read. */
        public Reading<List<Reading<MappedDocument>>> mapAll(byte[] document) {
            return reader.readAll(mapping, document).map(orders -> orders.stream()
                    .map(order -> order.map(this::mapped))
                    .toList());
        }

        /** How many paths the mapping has. */
        public int paths() {
            return mapping.targets().size();
        }

        private MappedDocument mapped(MappedOrder order) {
            return new MappedDocument(request(order), order.unused(), order.absent());
        }

        private Request request(MappedOrder order) {
            return new Request(order.order(), order.content(), CanonicalJson.digest(order.order()), Optional.of(by));
        }

        /** The request that a document becomes, or every problem; counts those that are refused. */
        public Reading<Received> read(byte[] document) {
            return received(reader.read(mapping, document));
        }

        /** Whether one of its documents can hold several orders. */
        public boolean takesSeveral() {
            return mapping.reads().holdsSeveral();
        }

        /**
         * The requests that the orders of a document become, each with problems of its own; counts those that are refused.
         *
         * @return invalid if the document as a whole cannot be read
         */
        public Reading<List<Reading<Received>>> readAll(byte[] document) {
            Reading<List<Reading<MappedOrder>>> read = reader.readAll(mapping, document);
            if (read instanceof Reading.Invalid<List<Reading<MappedOrder>>>) {
                meter.refused();
            }
            return read.map(
                    orders -> orders.stream().map(order -> received(order)).toList());
        }

        private Reading<Received> received(Reading<MappedOrder> order) {
            if (order instanceof Reading.Invalid<MappedOrder>) {
                meter.refused();
            }
            return order.map(mapped -> Received.mapped(request(mapped), pin.again()));
        }

        @Override
        public void close() {
            pin.close();
        }
    }
}
