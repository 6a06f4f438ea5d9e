package dev.docket.journal;

import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.record.WorkEntry;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * The journal of decisions and their outcomes. Append-only: no method changes a record. Only payloads are ever
 * deleted, when their retention period ends, and the deletion is itself a record.
 *
 * <p>Thread-safe.
 */
public interface Journal extends JournalReader {
    /**
     * Records a decision unless its request id is already used.
     *
     * @return completes when the entry is durable, or with the existing record of that request id; fails with
     *     {@link JournalUnavailableException} if nothing was or will be recorded
     */
    CompletableFuture<Appended> append(DecisionEntry entry);

    /**
     * Records an outcome unless it repeats the decision's latest one, from whichever service. The caller checks that the
     * decision exists.
     *
     * @return completes when it is durable, or with the record it repeats; fails with
     *     {@link JournalUnavailableException}
     */
    CompletableFuture<AppendedOutcome> append(OutcomeEntry entry);

    /**
     * Records a step of a policy change unless another one has its number.
     *
     * @return completes when it is durable, or was overtaken; fails with {@link JournalUnavailableException}
     */
    CompletableFuture<AppendedChange> append(ChangeEntry entry);

    /**
     * Records what a person did with a decision unless something else has its number. The caller checks that the decision
     * exists, and that the person may do so after what was done before.
     *
     * @return completes when it is durable, or was overtaken; fails with {@link JournalUnavailableException}
     */
    CompletableFuture<AppendedWork> append(WorkEntry entry);

    /**
     * Records what became of a range of records, unless another range begins at the same offset.
     *
     * @return completes when it is durable, or was overtaken; fails with {@link JournalUnavailableException}
     */
    CompletableFuture<AppendedIntake> append(IntakeEntry entry);

    /**
     * Deletes the payloads of all records before the first one received at or after a given time.
     *
     * @param at the time of the deletion
     * @return the record of the deletion
     */
    Recorded<RetirementEntry> retire(Instant before, Instant at, String caller);

    /** What {@link #retire(Instant, Instant, String)} would retire now. Reads all times since then: not for every moment. */
    Overdue overdue(Instant before);

    /**
     * Deletes the payloads of all records up to one, which were all received before a time. Others wait meanwhile, so a service retires
     * some hundred at a time.
     *
     * @return the record of the deletion
     */
    Recorded<RetirementEntry> retire(RetirementEntry entry);

    /** The stream this journal writes. */
    Log log();

    /** Stores a signed log checkpoint over this journal's stream; completes when it is durable. */
    CompletableFuture<Void> keep(Log.StoredCheckpoint checkpoint);

    /** Where a decision goes. */
    enum Destination {
        /** Into the store. */
        STORE,
        /** Into the local spool, until the store is back. */
        SPOOL
    }

    /** Where a decision would go now. @throws JournalUnavailableException if nothing can be recorded */
    Destination checkWritable();

    /** How busy it is. Asks no store. */
    JournalLoad load();

    /** Writes everything accepted so far and releases the store. */
    @Override
    void close();
}
