package dev.docket.service;

import java.util.List;

/**
 * What a mapping makes of a document.
 *
 * @param unused the places of the document that the mapping does not look at
 * @param absent the paths of the mapping that nothing of this document goes to
 */
public record MappedDocument(Request request, List<String> unused, List<String> absent) {
    public MappedDocument {
        unused = List.copyOf(unused);
        absent = List.copyOf(absent);
    }
}
