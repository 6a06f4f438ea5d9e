package dev.docket.service;

import dev.docket.bundle.Bundle;
import dev.docket.json.CanonicalJson;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.mapping.DocumentMapping;
import dev.docket.mapping.DocumentReader;
import dev.docket.mapping.PatchMapping;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads documents of other systems as the requests that the mappings of the active bundle make of them. */
public final class DocumentIntake {
    private final Supplier<Bundle> active;
    private final RecordReader contract = new RecordReader();
    private final DecisionMeter meter;

    /** @param meter counts the documents that are refused */
    public DocumentIntake(Supplier<Bundle> active, DecisionMeter meter) {
        this.active = active;
        this.meter = meter;
    }

    /** The names of the mappings of the active bundle. */
    public SortedSet<String> names() {
        return new TreeSet<>(active.get().mappings().documents().keySet());
    }

    /** A mapping of the active bundle, pinned for one request. */
    public Optional<Mapping> mapping(String name) {
        Bundle bundle = active.get();
        return Optional.ofNullable(bundle.mappings().documents().get(name))
                .map(mapping -> new Mapping(
                        mapping, bundle.mappings().patches(), new DocumentReader(contract, bundle.attributes())));
    }

    /** The forms that orders without a mapping can be answered in besides Docket's own, by name. */
    public SortedMap<String, AnswerForm> answers() {
        return AnswerForm.of(active.get().mappings().patches());
    }

    /** How documents of one kind are read. */
    public final class Mapping {
        private final DocumentMapping mapping;
        private final SortedMap<String, PatchMapping> patches;
        private final DocumentReader reader;

        private Mapping(DocumentMapping mapping, SortedMap<String, PatchMapping> patches, DocumentReader reader) {
            this.mapping = mapping;
            this.patches = patches;
            this.reader = reader;
        }

        /** The content types that its documents are sent as; the first is the usual one. */
        public List<String> mediaTypes() {
            return mapping.reads().mediaTypes();
        }

        /** The forms that its documents can be answered in besides Docket's own, by name. */
        public SortedMap<String, AnswerForm> answers() {
            return AnswerForm.of(mapping, patches);
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
