package dev.docket.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.bundle.Bundle;
import dev.docket.json.CanonicalJson;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.mapping.DocumentMapping;
import dev.docket.mapping.DocumentReader;
import dev.docket.mapping.answer.X12Acknowledgement;
import dev.docket.mapping.document.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads documents of other systems as the requests that the mappings of the active bundle make of them. */
public final class DocumentIntake {
    /** A purchase order acknowledgement, with the functional acknowledgement of its envelope. */
    private static final String ACKNOWLEDGEMENT = "x12-855";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<Bundle> active;
    private final DocumentReader reader = new DocumentReader(new RecordReader());
    private final DecisionMeter meter;

    /** @param meter counts the documents that are refused */
    public DocumentIntake(Supplier<Bundle> active, DecisionMeter meter) {
        this.active = active;
        this.meter = meter;
    }

    /** The names of the mappings of the active bundle. */
    public SortedSet<String> names() {
        return new TreeSet<>(active.get().mappings().keySet());
    }

    /** A mapping of the active bundle, pinned for one request. */
    public Optional<Mapping> mapping(String name) {
        return Optional.ofNullable(active.get().mappings().get(name)).map(Mapping::new);
    }

    /** How documents of one kind are read. */
    public final class Mapping {
        private final DocumentMapping mapping;

        private Mapping(DocumentMapping mapping) {
            this.mapping = mapping;
        }

        /** The content types that its documents are sent as; the first is the usual one. */
        public List<String> mediaTypes() {
            return mapping.reads().mediaTypes();
        }

        /** The names of the answers in the language of its documents; none if there are only answers in JSON. */
        public List<String> answers() {
            // BEG begins a purchase order, whatever the mapping is called.
            boolean isPurchaseOrder =
                    mapping.reads() == Format.X12 && mapping.plan().inside().containsKey("BEG");
            return isPurchaseOrder ? List.of(ACKNOWLEDGEMENT) : List.of();
        }

        /**
         * The acknowledgement of a document of X12: a 997 and an 855.
         *
         * @param document what was read before
         * @param decision the whole answer, JSON
         */
        public byte[] acknowledgement(byte[] document, byte[] decision) {
            try {
                return X12Acknowledgement.of(DocumentReader.transaction(mapping, document), JSON.readTree(decision))
                        .getBytes(StandardCharsets.UTF_8);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        /** What a document becomes, or every problem with its place in the document. */
        public Reading<MappedDocument> map(byte[] document) {
            return reader.read(mapping, document)
                    .map(order -> new MappedDocument(
                            new Request(order.order(), order.content(), CanonicalJson.digest(order.order())),
                            order.unused(),
                            order.absent()));
        }

        /** The request that a document becomes, or every problem; counts those that are refused. */
        public Reading<Request> read(byte[] document) {
            Reading<Request> read = map(document).map(MappedDocument::request);
            if (read instanceof Reading.Invalid<Request>) {
                meter.refused();
            }
            return read;
        }
    }
}
