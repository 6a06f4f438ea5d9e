package dev.docket.decision;

import java.time.Duration;
import java.util.SortedMap;

/**
 * The exception codes of a bundle.
 *
 * @param codes by code
 */
public record Taxonomy(SortedMap<String, Entry> codes) {
    /**
     * One exception code.
     *
     * @param severity the default; a rule says its own
     * @param sla how soon somebody must have looked at it
     * @param crossReferences published codes, by the name of their list
     */
    public record Entry(
            String code,
            String name,
            String level,
            int severity,
            String queue,
            Duration sla,
            SortedMap<String, String> crossReferences) {
        /** The category that the prefix stands for. */
        public Category category() {
            return Category.of(code);
        }
    }

    /** The entry of a code. @throws IllegalArgumentException when there is none */
    public Entry of(String code) {
        Entry entry = codes.get(code);
        if (entry == null) {
            throw new IllegalArgumentException("unknown exception code " + code);
        }
        return entry;
    }
}
