package dev.docket.mapping.document;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A format that documents come in. */
public enum Format {
    JSON,
    XML,
    X12,
    EDIFACT,
    CSV;

    /** The content types that documents of this format are sent as; the first is the usual one. */
    public List<String> mediaTypes() {
        return switch (this) {
            case JSON -> List.of("application/json");
            case XML -> List.of("application/xml", "text/xml");
            case X12 -> List.of("application/edi-x12");
            case EDIFACT -> List.of("application/edifact");
            case CSV -> List.of("text/csv");
        };
    }

    /** Whether one text can hold several documents: the transactions of an interchange, the orders of rows. */
    public boolean holdsSeveral() {
        return switch (this) {
            case X12, EDIFACT, CSV -> true;
            case JSON, XML -> false;
        };
    }

    /** The format of this name in lower case. */
    public static Optional<Format> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(name))
                .findFirst();
    }

    /** As mappings write it. */
    @Override
    public String toString() {
        return switch (this) {
            case JSON -> "json";
            case XML -> "xml";
            case X12 -> "x12";
            case EDIFACT -> "edifact";
            case CSV -> "csv";
        };
    }
}
