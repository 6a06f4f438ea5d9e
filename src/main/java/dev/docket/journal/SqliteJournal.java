package dev.docket.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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
    private final SqliteReaders readers;

    private SqliteJournal(JournalLock lock, GroupCommit commits, SqliteReaders readers) {
        this.lock = lock;
        this.commits = commits;
        this.readers = readers;
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
    public CompletableFuture<Appended> append(Entry entry) {
        return commits.append(entry);
    }

    @Override
    public Optional<Recorded> findByDecisionId(String decisionId) {
        return readers.read(records -> records.byDecisionId(decisionId));
    }

    @Override
    public Optional<Recorded> findByRequestId(String requestId) {
        return readers.read(records -> records.byRequestId(requestId));
    }

    @Override
    public long count() {
        return readers.read(SqliteRecords::last);
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
            var readers = new SqliteReaders(file);
            try {
                return new SqliteJournal(lock, GroupCommit.over(new SqliteWriter(file)), readers);
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
