package dev.docket.journal.write;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log;
import dev.docket.journal.record.Entry;
import java.util.List;

/** A store that records many entries at the price of one durable write. Used by one thread. */
public interface BatchStore extends AutoCloseable {
    /**
     * Records the entries in one transaction, in order, and returns after it is durable.
     *
     * @return what became of each entry, in the same order
     * @throws JournalUnavailableException if nothing was written; the next call tries afresh
     */
    List<Written> write(List<Entry> entries);

    /**
     * Proves that a record could be written now, and leaves none.
     *
     * @throws JournalUnavailableException if not
     */
    void check();

    /**
     * Keeps a checkpoint over the stream, durably.
     *
     * @throws JournalUnavailableException if it could not be kept
     */
    void keep(Log.StoredCheckpoint checkpoint);

    @Override
    void close();
}
