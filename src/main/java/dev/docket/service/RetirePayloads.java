package dev.docket.service;

import dev.docket.journal.Journal;
import java.time.Instant;

/** Drops what was asked and answered when its retention ends; the hashes stay, so the journal still verifies. */
public final class RetirePayloads {
    private RetirePayloads() {}

    /** @param upTo the sequence of the last record whose payloads are gone now; 0 if there was none to retire */
    public record Retired(String stream, long upTo, long sequence) {}

    /**
     * Retires in the stream of a docket that does not run meanwhile.
     *
     * @param caller who wants it, for the record
     * @throws StoreUnavailableException if the journal cannot be written
     */
    public static Retired before(JournalStore store, Instant before, Instant now, String caller) {
        return StoreUnavailableException.reading(() -> {
            try (Journal journal = store.open()) {
                var recorded = journal.retire(before, now, caller);
                return new Retired(
                        recorded.position().stream(),
                        recorded.entry().upTo(),
                        recorded.position().sequence());
            }
        });
    }
}
