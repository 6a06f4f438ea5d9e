package dev.docket.service.proof;

import dev.docket.journal.Journal;
import dev.docket.journal.Overdue;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.service.StoreUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Deletes requests and answers that need not be kept any longer while the service decides: some at a time, each time with a record
 * of the deletion. The hashes stay, so the journal still verifies. Used by one thread.
 */
public final class RetireOverdue {
    /** As the record of a deletion names who ordered it, if it was the setting. */
    public static final String CALLER = "docket.journal.retain-days";

    /** Deleting so many takes some tens of milliseconds, for which decisions wait. */
    private static final int MOST_AT_A_TIME = 500;

    private final Journal journal;
    private final JournalStore store;
    private final InstantSource clock;
    private volatile long backlog;

    public RetireOverdue(Journal journal, JournalStore store, InstantSource clock) {
        this.journal = journal;
        this.store = store;
        this.clock = clock;
    }

    /** How many records were overdue when that was last looked at, less those that have been retired since. */
    public long backlog() {
        return backlog;
    }

    /**
     * Retires what was recorded before a time, and gives its space back.
     *
     * @param caller who orders it, for the record
     * @param pause is run after each step, so that others have their turn
     * @return how many records' payloads were deleted
     * @throws StoreUnavailableException if the journal is not available; what is left is retired next time
     */
    public long retire(Instant before, String caller, Runnable pause) {
        return StoreUnavailableException.reading(() -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Overdue overdue = journal.overdue(before);
            backlog = overdue.records();
            long last = overdue.from() - 1;
            while (last < overdue.upTo()) {
                last = Math.min(overdue.upTo(), last + MOST_AT_A_TIME);
                journal.retire(new RetirementEntry(last, before, now, caller));
                store.giveSomeSpaceBack();
                backlog = overdue.upTo() - last;
                pause.run();
            }
            if (overdue.records() > 0) {
                giveSpaceBack(pause);
            }
            return overdue.records();
        });
    }

    private void giveSpaceBack(Runnable pause) {
        long free = Long.MAX_VALUE;
        for (long now = store.giveSomeSpaceBack(); now > 0 && now < free; now = store.giveSomeSpaceBack()) {
            free = now;
            pause.run();
        }
    }
}
