package dev.docket.mapping.document;

import java.util.List;

/** Reads documents of every format. */
public final class Documents {
    private Documents() {}

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
