package dev.docket.service.proof;

import dev.docket.journal.Journal;
import dev.docket.service.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Deletes requests and answers when their retention period ends. The hashes stay, so the journal still verifies. */
public final class RetirePayloads {
    /** So that the service has its turn. */
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(50);

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
     * Gives their space back to the disk, or says how: bit by bit while a service records.
     *
     * @throws StoreUnavailableException if it cannot, and what to do; what was retired stays so
     */
    public static String giveSpaceBack(JournalStore store) {
        return StoreUnavailableException.reading(() -> {
            if (!store.isInUse()) {
                return store.giveSpaceBack();
            }
            long left = store.giveSomeSpaceBack();
            while (left > 0) {
                LockSupport.parkNanos(BETWEEN_STEPS.toNanos());
                long now = store.giveSomeSpaceBack();
                if (now >= left) {
                    return "some space is free in the journal and stays there until './docket journal vacuum' has been run once with"
                            + " the service stopped; until then it is used again";
                }
                left = now;
            }
            return "no space is free in the journal: what was is the disk's again";
        });
    }
}
