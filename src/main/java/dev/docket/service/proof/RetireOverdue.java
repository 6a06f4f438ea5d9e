package dev.docket.service.proof;

import dev.docket.journal.Journal;
import dev.docket.journal.Overdue;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.service.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Deletes requests and answers whose retention period is over while the service decides: some at a time, each time with a record
 * of the deletion. The hashes stay, so the journal still verifies. Used by one thread.
 */
public final class RetireOverdue {
    /** As the record of a deletion names who ordered it. */
    public static final String CALLER = "docket.journal.retain-days";

    /** Deleting so many takes some tens of milliseconds, for which decisions wait. */
    private static final int MOST_AT_A_TIME = 500;

    private final Journal journal;
    private final JournalStore store;
    private final Duration retention;
    private final InstantSource clock;
    private volatile long backlog;

    /** @param retention how long payloads are kept */
    public RetireOverdue(Journal journal, JournalStore store, Duration retention, InstantSource clock) {
        this.journal = journal;
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    /** How many records were overdue when that was last looked at, less those that have been retired since. */
    public long backlog() {
        return backlog;
    }

    /**
     * Retires what is overdue now, and gives its space back.
     *
     * @param pause is run after each step, so that others have their turn
     * @return how many records' payloads were deleted
     * @throws StoreUnavailableException if the journal is not available; what is left is retired next time
     */
    public long retire(Runnable pause) {
        return StoreUnavailableException.reading(() -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Instant before = now.minus(retention);
            Overdue overdue = journal.overdue(before);
            backlog = overdue.records();
            long last = overdue.from() - 1;
            while (last < overdue.upTo()) {
                last = Math.min(overdue.upTo(), last + MOST_AT_A_TIME);
                journal.retire(new RetirementEntry(last, before, now, CALLER));
                store.giveSomeSpaceBack();
                backlog = overdue.upTo() - last;
                pause.run();
            }
            return overdue.records();
        });
    }
}
