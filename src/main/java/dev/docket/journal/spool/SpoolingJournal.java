package dev.docket.journal.spool;

import dev.docket.journal.Appended;
import dev.docket.journal.ForwardingJournal;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalLoad;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.outage.Outage;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A shared journal that keeps accepting decisions while its store is unavailable. They wait, durable, in a local spool, and
 * are recorded in order once the store is back. All other operations need the store.
 */
public final class SpoolingJournal implements ForwardingJournal {
    private final Journal shared;
    private final Spool spool;

    private SpoolingJournal(Journal shared, Spool spool) {
        this.shared = shared;
        this.spool = spool;
    }

    /**
     * Takes over the shared journal.
     *
     * @param folder the spool's folder; decisions left by an earlier process are recorded now
     * @param outage of the shared journal, which this is while decisions wait
     * @param error receives a message for each decision that could not be recorded
     */
    public static Journal over(Journal shared, Path folder, Outage outage, Consumer<String> error) {
        return over(shared, folder, SqliteJournal::open, outage, error);
    }

    static Journal over(
            Journal shared, Path folder, Function<Path, Journal> open, Outage outage, Consumer<String> error) {
        return new SpoolingJournal(shared, new Spool(shared, folder, open, outage, error));
    }

    @Override
    public Journal journal() {
        return shared;
    }

    @Override
    public CompletableFuture<Appended> append(DecisionEntry entry) {
        return spool.isOpen()
                ? spool.append(entry)
                : shared.append(entry).exceptionallyCompose(failure -> spooled(entry, failure));
    }

    private CompletableFuture<Appended> spooled(DecisionEntry entry, Throwable failure) {
        return isUnavailable(failure) ? spool.append(entry) : CompletableFuture.failedFuture(failure);
    }

    static boolean isUnavailable(Throwable failure) {
        return failure instanceof JournalUnavailableException
                || (failure instanceof CompletionException
                        && failure.getCause() instanceof JournalUnavailableException);
    }

    @Override
    public Destination checkWritable() {
        if (!spool.isOpen()) {
            try {
                return shared.checkWritable();
            } catch (JournalUnavailableException away) {
                // Check the spool, because that is where a decision would go.
            }
        }
        spool.checkWritable();
        return Destination.SPOOL;
    }

    /** Also while the shared journal cannot say. */
    @Override
    public JournalLoad load() {
        JournalLoad load;
        try {
            load = shared.load();
        } catch (JournalUnavailableException away) {
            load = JournalLoad.NONE;
        }
        return load.withSpooled(spool.waiting());
    }

    /** Decisions still in the spool stay there for the next start. */
    @Override
    public void close() {
        try (shared) {
            spool.close();
        }
    }
}
