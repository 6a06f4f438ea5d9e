package dev.docket.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The journal in one SQLite file of a local folder, written by one process.
 *
 * <p>An acknowledged record survives the death of the process and, as far as the disk keeps what it was told to flush,
 * the loss of power. A network file system is not supported.
 */
public final class SqliteJournal implements Journal {
    private static final int CHECK_SECONDS = 5;

    private final JournalLock lock;
    private final GroupCommit commits;
    private final SqlReaders readers;
    private final SqlJournalReader reader;
    private final Log log;

    private SqliteJournal(JournalLock lock, GroupCommit commits, SqlReaders readers, String stream) {
        this.lock = lock;
        this.commits = commits;
        this.readers = readers;
        reader = new SqlJournalReader(readers);
        log = reader.log(stream);
    }

    /**
     * Opens the journal of a folder, {@code journal.db}; creates both if need be, and brings an older one up to date.
     *
     * @throws JournalUnavailableException if it cannot be written, is not a docket journal, was written by a newer docket,
     *     or another process has it open
     */
    public static SqliteJournal open(Path dataDir) {
        return open(dataDir, SqliteFile.NO_LIMIT);
    }

    /**
     * Opens the journal of a folder to read it, also while a docket writes it.
     *
     * @throws JournalUnavailableException if there is none, or it is not one that this docket can read
     */
    public static JournalReader openToRead(Path dataDir) {
        var path = dataDir.resolve("journal.db");
        if (!Files.isRegularFile(path)) {
            throw new JournalUnavailableException(
                    "There is no journal in %s.%nSay where it is with --data.".formatted(dataDir));
        }
        var file = new SqliteFile(path, SqliteFile.NO_LIMIT);
        try {
            SqliteSchema.checkReadable(file);
            return new SqlJournalReader(new SqlReaders(file));
        } catch (SQLException e) {
            throw file.unavailable(e);
        }
    }

    /** @param maxPages asked at each connection: how many pages the file may have; a file at its limit is a full disk */
    static SqliteJournal open(Path dataDir, LongSupplier maxPages) {
        var folder = folder(dataDir);
        var lock = JournalLock.take(folder);
        try {
            return open(lock, new SqliteFile(folder.resolve("journal.db"), maxPages));
        } catch (JournalUnavailableException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public CompletableFuture<Appended> append(DecisionEntry entry) {
        return commits.append(entry).thenApply(written -> switch (written) {
            case Written.New fresh ->
                new Appended.New(new Recorded<>(entry, fresh.recorded().position()));
            case Written.Taken taken -> new Appended.Taken(taken.recorded());
            case Written.Clash clash -> throw new IllegalStateException(clash.message());
        });
    }

    @Override
    public CompletableFuture<Recorded<OutcomeEntry>> append(OutcomeEntry entry) {
        return commits.append(entry).thenApply(written -> new Recorded<>(entry, written.position()));
    }

    @Override
    public Recorded<RetirementEntry> retire(Instant before, Instant at, String caller) {
        long upTo = readers.read(session -> session.log().lastBefore(log.stream(), before));
        var entry = new RetirementEntry(upTo, before, at, caller);
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
    public Optional<Recorded<DecisionEntry>> findByDecisionId(String decisionId) {
        return reader.findByDecisionId(decisionId);
    }

    @Override
    public Optional<Recorded<DecisionEntry>> findByRequestId(String requestId) {
        return reader.findByRequestId(requestId);
    }

    @Override
    public List<Recorded<OutcomeEntry>> outcomesOf(String decisionId) {
        return reader.outcomesOf(decisionId);
    }

    @Override
    public List<Recorded<OutcomeEntry>> outcomePage(Optional<Cursor> after, int limit) {
        return reader.outcomePage(after, limit);
    }

    @Override
    public List<Recorded<DecisionEntry>> page(
            Filter filter, Direction direction, Depth depth, Optional<Cursor> after, int limit) {
        return reader.page(filter, direction, depth, after, limit);
    }

    @Override
    public List<Recorded<Entry>> records(String stream, long fromSequence, int limit) {
        return reader.records(stream, fromSequence, limit);
    }

    @Override
    public List<Log> logs() {
        return reader.logs();
    }

    @Override
    public long countOrphans() {
        return reader.countOrphans();
    }

    @Override
    public IndexCount countIndexEntries() {
        return reader.countIndexEntries();
    }

    @Override
    public List<String> bundleDigests() {
        return reader.bundleDigests();
    }

    @Override
    public long count() {
        return reader.count();
    }

    /** Waits its turn in the line of entries, up to 5 s: that is how an entry would fare. */
    @Override
    public void checkWritable() {
        try {
            commits.check().orTimeout(CHECK_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JournalUnavailableException unavailable) {
                throw unavailable;
            }
            throw new JournalUnavailableException(
                    "The journal did not prove within %d s that it can be written.%nLook at the load and health of its disk."
                            .formatted(CHECK_SECONDS),
                    e);
        }
    }

    @Override
    public void close() {
        try (lock;
                commits) {
            // After the readers SQLite sees its last connection go, and folds the write-ahead log into the file.
            readers.close();
        }
    }

    private static SqliteJournal open(JournalLock lock, SqliteFile file) {
        try {
            SqliteSchema.prepare(file);
            var readers = new SqlReaders(file);
            try {
                var stream = readers.read(session -> session.log().streams()).getFirst();
                return new SqliteJournal(lock, GroupCommit.over(new SqliteWriter(file)), readers, stream);
            } catch (SQLException | JournalUnavailableException e) {
                readers.close();
                throw e;
            }
        } catch (SQLException e) {
            throw file.unavailable(e);
        }
    }

    private static Path folder(Path dataDir) {
        try {
            return Files.createDirectories(dataDir).toRealPath();
        } catch (IOException e) {
            throw new JournalUnavailableException("""
                    The folder for the journal, %s, cannot be used: %s.
                    Choose a folder that can be written with --data.""".formatted(dataDir, e), e);
        }
    }
}
