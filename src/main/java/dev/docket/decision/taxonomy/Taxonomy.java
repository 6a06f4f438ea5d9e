package dev.docket.decision.taxonomy;

import dev.docket.decision.id.ExceptionCode;
import java.time.Duration;
import java.util.SortedMap;

/**
 * The exception codes of a bundle.
 *
 * @param codes by code
 * @param calendars when their queues are worked on
 */
public record Taxonomy(SortedMap<String, Entry> codes, BusinessCalendars calendars) {
    /** With queues that are always open. */
    public Taxonomy(SortedMap<String, Entry> codes) {
        this(codes, BusinessCalendars.ALWAYS_OPEN);
    }

    /**
     * One exception code.
     *
     * @param severity the default; rules set their own
     * @param sla how soon someone has to look at it
     * @param crossReferences published codes, by the name of their code list
     */
    public record Entry(
            ExceptionCode code,
            String name,
            String level,
            int severity,
            String queue,
            Duration sla,
            SortedMap<String, String> crossReferences) {
        /** The category of the prefix. */
        public Category category() {
            return Category.of(code.text());
        }
    }

    /** The entry of a code. @throws IllegalArgumentException if there is none */
    public Entry of(ExceptionCode code) {
        Entry entry = codes.get(code.text());
        if (entry == null) {
            throw new IllegalArgumentException("unknown exception code " + code);
        }
        return entry;
    }
}
