package dev.docket.journal;

import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.RetirementEntry;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * The record of decisions and of what became of them. Append-only: no method changes a record. The one thing that goes is a
 * payload whose retention ended, and that is a record of its own.
 *
 * <p>Safe for use by any number of threads.
 */
public interface Journal extends JournalReader {
    /**
     * Records a decision unless its request id is taken.
     *
     * @return completes when the entry is durable, or with the record that already has the request id; fails with
     *     {@link JournalUnavailableException} when nothing was or will be recorded
     */
    CompletableFuture<Appended> append(DecisionEntry entry);

    /**
     * Records an outcome unless it only repeats the latest one of its decision, whoever recorded that; whether the decision
     * exists is the caller's to know.
     *
     * @return completes when it is durable, or with the record that it repeats; fails with
     *     {@link JournalUnavailableException}
     */
    CompletableFuture<AppendedOutcome> append(OutcomeEntry entry);

    /**
     * Drops the payloads of the records before the first one that was received at a time or later.
     *
     * @param at when this is done
     * @return the record that says so
     */
    Recorded<RetirementEntry> retire(Instant before, Instant at, String caller);

    /** The stream that this journal writes. */
    Log log();

    /** Keeps a signed checkpoint over the stream that this journal writes; completes when it is durable. */
    CompletableFuture<Void> keep(Log.StoredCheckpoint checkpoint);

    /** Where a decision goes. */
    enum Destination {
        /** Into the store. */
        STORE,
        /** Into the local spool, to wait there for the store. */
        SPOOL
    }

    /** Where a decision would go now. @throws JournalUnavailableException when nothing can be recorded now */
    Destination checkWritable();

    /** Writes what was accepted and releases the store. */
    @Override
    void close();
}
