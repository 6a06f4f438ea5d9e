package dev.docket.mapping;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The mappings of a policy by name; no two have the same.
 *
 * @param documents how documents of other systems become orders
 * @param patches how decisions become patches for other systems
 */
public record Mappings(SortedMap<String, DocumentMapping> documents, SortedMap<String, PatchMapping> patches) {
    public static final Mappings NONE = new Mappings(new TreeMap<>(), new TreeMap<>());

    /** The folder of mappings in a rule folder, and of their cases among the cases. */
    public static final String FOLDER = "mappings/";

    public Mappings {
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
        patches = Collections.unmodifiableSortedMap(new TreeMap<>(patches));
    }
}
