package dev.docket.mapping.document;

import java.util.List;

final class EdiDocument {
    private EdiDocument() {}

    static List<Piece> read(Format format, byte[] bytes, SegmentPlan plan) {
        throw new UnsupportedOperationException();
    }
}
