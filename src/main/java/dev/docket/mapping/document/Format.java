package dev.docket.mapping.document;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A format that documents come in, with the content types it is sent as; the first is the usual one. */
public enum Format {
    JSON("application/json"),
    XML("application/xml", "text/xml"),
    X12("application/edi-x12"),
    EDIFACT("application/edifact"),
    CSV("text/csv");

    private final List<String> mediaTypes;

    Format(String... mediaTypes) {
        this.mediaTypes = List.of(mediaTypes);
    }

    public List<String> mediaTypes() {
        return mediaTypes;
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
