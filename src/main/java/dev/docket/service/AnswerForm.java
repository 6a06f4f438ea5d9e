package dev.docket.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.json.JsonWriter;
import dev.docket.mapping.DocumentMapping;
import dev.docket.mapping.DocumentReader;
import dev.docket.mapping.PatchException;
import dev.docket.mapping.PatchMapping;
import dev.docket.mapping.answer.DecidedDocument;
import dev.docket.mapping.answer.EdifactResponse;
import dev.docket.mapping.answer.X12Acknowledgement;
import dev.docket.mapping.document.Documents;
import dev.docket.mapping.document.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A form that a decision can be answered in, other than Docket's own. */
public sealed interface AnswerForm {
    /** Its content type. */
    String mediaType();

    /**
     * The answer.
     *
     * @param document what was decided, as it was sent
     * @param decision the whole answer, JSON
     * @throws UnanswerableException if a mapping of patches cannot say it of this decision
     */
    String text(byte[] document, byte[] decision);

    /** How the answer to a document is encoded. */
    default Charset charset(byte[] document) {
        return StandardCharsets.UTF_8;
    }

    /** The answer as it is sent; see {@link #text}. */
    default byte[] write(byte[] document, byte[] decision) {
        return text(document, decision).getBytes(charset(document));
    }

    /** An 850 is answered with a 997 and an 855. */
    record Acknowledgement(DocumentMapping mapping) implements AnswerForm {
        static final String NAME = "x12-855";

        @Override
        public String mediaType() {
            return Format.X12.mediaTypes().getFirst();
        }

        @Override
        public String text(byte[] document, byte[] decision) {
            return X12Acknowledgement.of(decided(mapping, document, decision));
        }
    }

    /** An ORDERS is answered with an ORDRSP in the same encoding. */
    record Response(DocumentMapping mapping) implements AnswerForm {
        static final String NAME = "edifact-ordrsp";

        @Override
        public String mediaType() {
            return Format.EDIFACT.mediaTypes().getFirst();
        }

        @Override
        public String text(byte[] document, byte[] decision) {
            return EdifactResponse.of(decided(mapping, document, decision));
        }

        @Override
        public Charset charset(byte[] document) {
            return Documents.charset(Format.EDIFACT, DocumentReader.document(document));
        }
    }

    /** Any order is answered with a patch for the system that it is kept in. */
    record Patch(PatchMapping mapping) implements AnswerForm {
        @Override
        public String mediaType() {
            return PatchMapping.MEDIA_TYPE;
        }

        @Override
        public String text(byte[] document, byte[] decision) {
            try {
                return new String(
                        new JsonWriter().value(mapping.of(tree(decision))).bytes(), StandardCharsets.UTF_8);
            } catch (PatchException unsaid) {
                throw new UnanswerableException(unsaid);
            }
        }
    }

    /** The forms that an order without a mapping can be answered in. */
    static SortedMap<String, AnswerForm> of(SortedMap<String, PatchMapping> patches) {
        SortedMap<String, AnswerForm> forms = new TreeMap<>();
        patches.forEach((name, patch) -> forms.put(name, new Patch(patch)));
        return Collections.unmodifiableSortedMap(forms);
    }

    /** The forms that a document of a mapping can be answered in. */
    static SortedMap<String, AnswerForm> of(DocumentMapping mapping, SortedMap<String, PatchMapping> patches) {
        SortedMap<String, AnswerForm> forms = new TreeMap<>(of(patches));
        // BEG begins a purchase order of X12, and the lines of ORDERS are LIN, whatever the mapping is called.
        if (mapping.reads() == Format.X12 && mapping.plan().inside().containsKey("BEG")) {
            forms.put(Acknowledgement.NAME, new Acknowledgement(mapping));
        }
        if (mapping.reads() == Format.EDIFACT && mapping.plan().inside().containsKey("LIN")) {
            forms.put(Response.NAME, new Response(mapping));
        }
        return Collections.unmodifiableSortedMap(forms);
    }

    private static DecidedDocument decided(DocumentMapping mapping, byte[] document, byte[] decision) {
        return DocumentReader.decided(mapping, document, tree(decision));
    }

    private static JsonNode tree(byte[] decision) {
        try {
            return new ObjectMapper().readTree(decision);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
