package dev.docket.journal;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The record of decisions. Append-only: no method changes or removes a record.
 *
 * <p>Safe for use by any number of threads.
 */
public interface Journal extends AutoCloseable {
    /**
     * Records an entry unless its request id is taken.
     *
     * @return completes when the entry is durable, or with the record that already has the request id; fails with
     *     {@link JournalUnavailableException} when nothing was or will be recorded
     */
    CompletableFuture<Appended> append(Entry entry);

    Optional<Recorded> findByDecisionId(String decisionId);

    Optional<Recorded> findByRequestId(String requestId);

    /** How many records there are. */
    long count();

    /** Fails with {@link JournalUnavailableException} when nothing can be recorded now. */
    void checkWritable();

    /** Writes what was accepted and releases the store. */
    @Override
    void close();
}
