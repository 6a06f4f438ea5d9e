package dev.docket.service.bundle;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.store.BundleStore;
import dev.docket.journal.Appended;
import dev.docket.journal.AppendedChange;
import dev.docket.journal.ForwardingJournal;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A journal in which no record names a bundle that only this service has: its folder may be gone when somebody asks. The database
 * usually has it long before; only the first record of a bundle may wait for it.
 */
public final class SharingJournal implements ForwardingJournal {
    private final Journal journal;
    private final BundleStore bundles;

    /** Takes the journal over. */
    public SharingJournal(Journal journal, BundleStore bundles) {
        this.journal = journal;
        this.bundles = bundles;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public CompletableFuture<Appended> append(DecisionEntry entry) {
        return after(() -> bundles.share(entry.bundleDigest()), () -> journal.append(entry));
    }

    @Override
    public CompletableFuture<AppendedChange> append(ChangeEntry entry) {
        return after(bundles::shareAll, () -> journal.append(entry));
    }

    private <T> CompletableFuture<T> after(Sharing sharing, Supplier<CompletableFuture<T>> then) {
        try {
            sharing.run();
            return then.get();
        } catch (IOException away) {
            return CompletableFuture.failedFuture(because(away));
        } catch (BundleException refused) {
            return CompletableFuture.failedFuture(unkept(String.valueOf(refused.getMessage())));
        }
    }

    // The journal says best what to do about its own database.
    private JournalUnavailableException because(IOException away) {
        try {
            journal.checkWritable();
            return unkept(String.valueOf(away.getMessage()));
        } catch (JournalUnavailableException itsOwn) {
            return itsOwn;
        }
    }

    private static JournalUnavailableException unkept(String because) {
        return new JournalUnavailableException(
                "The bundle that a record names cannot be kept in the database: " + because,
                "The bundle that decides cannot be kept. Whoever runs docket finds the reason in its log.");
    }

    private interface Sharing {
        void run() throws IOException;
    }
}
