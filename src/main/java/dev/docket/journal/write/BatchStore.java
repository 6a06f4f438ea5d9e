package dev.docket.journal.write;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log;
import dev.docket.journal.record.Entry;
import java.util.List;

/** A store that records many entries with one durable write. Not thread-safe. */
public interface BatchStore extends AutoCloseable {
    /**
     * Records the entries in one transaction, in order, and returns once it is durable.
     *
     * @return the result for each entry, in the same order
     * @throws JournalUnavailableException if nothing was written; the next call tries again
     */
    List<Written> write(List<Entry> entries);

    /**
     * Verifies that a record could be written, without leaving one.
     *
     * @throws JournalUnavailableException if not
     */
    void check();

    /**
     * Stores a log checkpoint durably.
     *
     * @throws JournalUnavailableException if it could not be stored
     */
    void keep(Log.StoredCheckpoint checkpoint);

    @Override
    void close();
}
