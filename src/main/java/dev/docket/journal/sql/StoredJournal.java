package dev.docket.journal.sql;

import dev.docket.journal.Appended;
import dev.docket.journal.AppendedChange;
import dev.docket.journal.AppendedIntake;
import dev.docket.journal.AppendedOutcome;
import dev.docket.journal.AppendedWork;
import dev.docket.journal.ForwardingReader;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalLoad;
import dev.docket.journal.JournalReader;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log;
import dev.docket.journal.Overdue;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.record.WorkEntry;
import dev.docket.journal.write.GroupCommit;
import dev.docket.journal.write.JournalLock;
import dev.docket.journal.write.Written;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A journal in an SQL store. Entries go through group commit; queries bypass it. */
public final class StoredJournal implements ForwardingReader, Journal {
    private static final int CHECK_SECONDS = 5;

    private final JournalLock lock;
    private final GroupCommit commits;
    private final SqlReaders readers;
    private final SqlJournalReader reader;
    private final Log log;

    /**
     * Takes ownership of the arguments and closes them in the end.
     *
     * @param stream the stream the group commit writes
     */
    public StoredJournal(JournalLock lock, GroupCommit commits, SqlReaders readers, String stream) {
        this.lock = lock;
        this.commits = commits;
        this.readers = readers;
        reader = new SqlJournalReader(readers);
        log = reader.log(stream);
    }

    @Override
    public CompletableFuture<Appended> append(DecisionEntry entry) {
        return commits.append(entry).thenApply(written -> switch (written) {
            case Written.New fresh ->
                new Appended.New(new Recorded<>(entry, fresh.recorded().position()));
            case Written.Taken taken -> new Appended.Taken(taken.recorded());
            case Written.Clash clash -> throw new IllegalStateException(clash.message());
            case Written.Repeated repeated -> throw new IllegalStateException("no outcome: " + repeated);
            case Written.Overtaken overtaken -> throw new IllegalStateException("no step: " + overtaken);
        });
    }

    @Override
    public CompletableFuture<AppendedOutcome> append(OutcomeEntry entry) {
        return commits.append(entry).thenApply(written -> switch (written) {
            case Written.Repeated repeated -> new AppendedOutcome.Repeated(repeated.recorded());
            case Written.New fresh -> new AppendedOutcome.New(new Recorded<>(entry, fresh.position()));
            case Written.Taken taken -> throw new IllegalStateException("no decision: " + taken);
            case Written.Clash clash -> throw new IllegalStateException("no decision: " + clash);
            case Written.Overtaken overtaken -> throw new IllegalStateException("no step: " + overtaken);
        });
    }

    @Override
    public CompletableFuture<AppendedChange> append(ChangeEntry entry) {
        return commits.append(entry).thenApply(written -> switch (written) {
            case Written.New fresh -> new AppendedChange.New(new Recorded<>(entry, fresh.position()));
            case Written.Overtaken overtaken -> new AppendedChange.Overtaken();
            case Written.Repeated repeated -> throw new IllegalStateException("no outcome: " + repeated);
            case Written.Taken taken -> throw new IllegalStateException("no decision: " + taken);
            case Written.Clash clash -> throw new IllegalStateException("no decision: " + clash);
        });
    }

    @Override
    public CompletableFuture<AppendedWork> append(WorkEntry entry) {
        return commits.append(entry).thenApply(written -> switch (written) {
            case Written.New fresh -> new AppendedWork.New(new Recorded<>(entry, fresh.position()));
            case Written.Overtaken overtaken -> new AppendedWork.Overtaken();
            case Written.Repeated repeated -> throw new IllegalStateException("no outcome: " + repeated);
            case Written.Taken taken -> throw new IllegalStateException("no decision: " + taken);
            case Written.Clash clash -> throw new IllegalStateException("no decision: " + clash);
        });
    }

    @Override
    public CompletableFuture<AppendedIntake> append(IntakeEntry entry) {
        return commits.append(entry).thenApply(written -> switch (written) {
            case Written.New fresh -> new AppendedIntake.New(new Recorded<>(entry, fresh.position()));
            case Written.Overtaken overtaken -> new AppendedIntake.Overtaken();
            case Written.Repeated repeated -> throw new IllegalStateException("no outcome: " + repeated);
            case Written.Taken taken -> throw new IllegalStateException("no decision: " + taken);
            case Written.Clash clash -> throw new IllegalStateException("no decision: " + clash);
        });
    }

    @Override
    public Recorded<RetirementEntry> retire(Instant before, Instant at, String caller) {
        long upTo = readers.read(session -> session.log().lastBefore(log.stream(), before));
        return retire(new RetirementEntry(upTo, before, at, caller));
    }

    @Override
    public Overdue overdue(Instant before) {
        return readers.read(session -> new Overdue(
                session.log().firstPayload(log.stream()), session.log().lastBefore(log.stream(), before)));
    }

    @Override
    public Recorded<RetirementEntry> retire(RetirementEntry entry) {
        return new Recorded<>(entry, commits.append(entry).join().position());
    }

    @Override
    public CompletableFuture<Void> keep(Log.StoredCheckpoint checkpoint) {
        return commits.keep(checkpoint);
    }

    @Override
    public Log log() {
        return log;
    }

    @Override
    public JournalReader reader() {
        return reader;
    }

    /** Waits in the queue like an entry, up to 5 s. */
    @Override
    public Destination checkWritable() {
        try {
            commits.check().orTimeout(CHECK_SECONDS, TimeUnit.SECONDS).join();
            return Destination.STORE;
        } catch (CompletionException e) {
            if (e.getCause() instanceof JournalUnavailableException unavailable) {
                throw unavailable;
            }
            throw new JournalUnavailableException(
                    String.format(
                            Locale.ROOT,
                            "The journal did not confirm within %d s that it is writable.%nCheck the load and health of its disk or database.",
                            CHECK_SECONDS),
                    e);
        }
    }

    @Override
    public JournalLoad load() {
        return commits.load();
    }

    @Override
    public void close() {
        try (lock;
                commits) {
            // After the readers: when its last connection closes, SQLite folds the write-ahead log into the file.
            readers.close();
        }
    }
}
