package dev.docket.service.proof;

import dev.docket.journal.Journal;
import dev.docket.service.StoreUnavailableException;
import java.time.Instant;

/** Deletes requests and answers when their retention period ends. The hashes stay, so the journal still verifies. */
public final class RetirePayloads {
    private RetirePayloads() {}

    /** @param upTo the sequence of the last record whose payloads were deleted; 0 if there was nothing to retire */
    public record Retired(String stream, long upTo, long sequence) {}

    /**
     * Retires payloads in the stream of a service that is not running.
     *
     * @param caller who orders it, for the record
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

    /**
     * Gives their space back to the disk, or says how.
     *
     * @throws StoreUnavailableException if it cannot, and what to do; what was retired stays so
     */
    public static String giveSpaceBack(JournalStore store) {
        return StoreUnavailableException.reading(store::giveSpaceBack);
    }
}
