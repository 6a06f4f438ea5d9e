package dev.docket.mapping.document;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads documents of every format. */
public final class Documents {
    private Documents() {}

    /**
     * JSON that Docket has written itself, of any size.
     *
     * @throws UnreadableException if it is not JSON
     */
    public static Piece own(byte[] json) {
        return JsonDocument.own(json);
    }

    /** The encoding that a document says it has, or that all of its format have. */
    public static Charset charset(Format format, byte[] document) {
        return format == Format.EDIFACT ? Interchange.charset(document) : StandardCharsets.UTF_8;
    }

    /**
     * A document taken apart: one for each text that a path says in its pieces, in the order in which they begin. A piece that
     * says nothing stands with the others that do not.
     */
    public static List<Piece> apart(Piece document, SourcePath by) {
        SequencedMap<String, Piece> parts = new LinkedHashMap<>();
        for (Piece piece : document.pieces()) {
            String said = by.all(piece).stream().findFirst().map(Piece::text).orElse("");
            piece.copyTo(parts.computeIfAbsent(said, none -> Piece.root(document.where())));
        }
        return List.copyOf(parts.values());
    }

    /**
     * The documents in a text: the transactions of an interchange, or the one that JSON or XML is.
     *
     * @param plan what a transaction may hold, for X12 and EDIFACT
     * @throws UnreadableException with every problem, each with its place
     */
    public static List<Piece> read(Format format, byte[] bytes, SegmentPlan plan) {
        return switch (format) {
            case JSON -> List.of(JsonDocument.read(bytes));
            case XML -> List.of(XmlDocument.read(bytes));
            case X12, EDIFACT -> EdiDocument.read(format, bytes, plan);
            case CSV -> List.of(CsvDocument.read(bytes));
        };
    }
}
