package dev.docket.journal.sql;

import dev.docket.journal.Depth;
import dev.docket.journal.record.Facet;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The columns of a record, the same in every SQL store. Values are bound and read by name. */
public final class RecordColumns {
    /** What every kind of record has. */
    static final List<String> COMMON = List.of("stream", "sequence", "kind", "at", "caller", "previous", "hash");

    /** What some kinds of record have, beside the facets. */
    static final List<String> BY_KIND = List.of(
            "decision_id",
            "detail",
            "payload_hash",
            "answer_hash",
            "request_id",
            "request_digest",
            "bundle_digest",
            "model_digest",
            "masked",
            "attributes",
            "mapping",
            "call",
            "step",
            "work",
            "intake");

    /** All of them. */
    static final List<String> NAMES = Stream.of(
                    COMMON.stream(),
                    BY_KIND.stream(),
                    Arrays.stream(Facet.values()).map(Facet::column))
            .flatMap(names -> names)
            .toList();

    /** An insertion for {@link RowWriter}. */
    public static final String INSERT = "INSERT INTO record (" + String.join(", ", NAMES) + ") VALUES ("
            + String.join(", ", Collections.nCopies(NAMES.size(), "?")) + ")";

    private static final String FROM_RECORD = "r." + String.join(", r.", NAMES);
    private static final String JOIN_PAYLOAD =
            " LEFT JOIN payload p ON p.stream = r.stream AND p.sequence = r.sequence";

    private RecordColumns() {}

    /** A query for {@link RowReader}. */
    public static String select(Depth depth, String from) {
        return switch (depth) {
            case HEADERS -> "SELECT " + FROM_RECORD + " FROM " + from;
            case WHOLE -> "SELECT " + FROM_RECORD + ", p.document, p.answer FROM " + from + JOIN_PAYLOAD;
        };
    }
}
