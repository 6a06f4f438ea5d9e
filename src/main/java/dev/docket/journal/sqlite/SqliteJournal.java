package dev.docket.journal.sqlite;

import dev.docket.journal.Journal;
import dev.docket.journal.JournalReader;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.record.Extent;
import dev.docket.journal.sql.SqlJournalReader;
import dev.docket.journal.sql.SqlReaders;
import dev.docket.journal.sql.StoredJournal;
import dev.docket.journal.write.GroupCommit;
import dev.docket.journal.write.JournalLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.LongSupplier;

/**
 * The journal in one SQLite file of a local folder, written by one process.
 *
 * <p>An acknowledged record survives the death of the process and, if the disk honours flushes,
 * a power failure. Network file systems are not supported.
 */
public final class SqliteJournal {
    private SqliteJournal() {}

    /**
     * Opens the journal of a folder, {@code journal.db}. Creates or migrates it as needed.
     *
     * @throws JournalUnavailableException if it cannot be written, is not a Docket journal, was written by a newer version,
     *     or another process has it open
     */
    public static Journal open(Path dataDir) {
        return open(dataDir, SqliteFile.NO_LIMIT);
    }

    /**
     * Opens the journal of a folder to read it, even while a service writes.
     *
     * @throws JournalUnavailableException if there is none, or this version cannot read it
     */
    public static JournalReader openToRead(Path dataDir) {
        return openToRead(fileToRead(dataDir));
    }

    private static JournalReader openToRead(SqliteFile file) {
        try {
            SqliteSchema.checkReadable(file);
            return new SqlJournalReader(new SqlReaders(file));
        } catch (SQLException e) {
            throw file.unavailable(e);
        }
    }

    /** @param maxPages the maximum number of pages, asked at each connection; a file at its limit is a full disk */
    public static Journal open(Path dataDir, LongSupplier maxPages) {
        var lock = JournalLock.takeIn(dataDir);
        try {
            return open(lock, new SqliteFile(lock.folder().resolve("journal.db"), maxPages));
        } catch (JournalUnavailableException e) {
            lock.close();
            throw e;
        }
    }

    /** How large a journal was and is, in bytes. */
    public record Space(long before, long after) {}

    /**
     * Gives the space of retired payloads back to the disk. It copies what is left, so it takes that much free space
     * meanwhile.
     *
     * @throws JournalUnavailableException if another process has it open, or the disk has no room for the copy
     */
    public static Space compact(Path dataDir) {
        try (var lock = JournalLock.takeIn(dataDir)) {
            var file = new SqliteFile(lock.folder().resolve("journal.db"), SqliteFile.NO_LIMIT);
            long before = Files.size(file.path());
            try (var connection = file.write();
                    var statement = connection.createStatement()) {
                // Of a journal from before space could be given back bit by bit.
                statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
                statement.execute("VACUUM");
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            } catch (SQLException e) {
                throw file.unavailable(e);
            }
            return new Space(before, Files.size(file.path()));
        } catch (IOException e) {
            throw new JournalUnavailableException("The journal in " + dataDir + " cannot be read.", e);
        }
    }

    /**
     * Gives free pages at the end of the file back to the disk, while a service writes: it waits for as long as moving them takes. A
     * journal from before this was possible gives none back until {@link #compact} has been run once.
     *
     * @param mostPages how many at most
     * @return how many pages are free still
     * @throws JournalUnavailableException if the file cannot be written
     */
    public static long reclaim(Path dataDir, int mostPages) {
        var file = fileToRead(dataDir);
        try (var connection = file.write();
                var statement = connection.createStatement()) {
            // As an update, because the driver takes only the first step of a query without columns, which moves one
            // page.
            statement.executeUpdate("PRAGMA incremental_vacuum(" + mostPages + ")");
            try (var free = statement.executeQuery("PRAGMA freelist_count")) {
                return free.next() ? free.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw file.unavailable(e);
        }
    }

    /**
     * Copies the journal of a folder as it is at one moment, even while a service writes.
     *
     * @param target a new file, durable once this returns
     * @throws JournalUnavailableException if there is none, or it cannot be read or copied
     */
    public static void copy(Path dataDir, Path target) {
        var file = fileToRead(dataDir);
        try {
            SqliteSchema.checkReadable(file);
            file.copyTo(target);
        } catch (SQLException e) {
            throw file.unavailable(e);
        }
    }

    /**
     * Copies what a journal has as it is at one moment beyond an earlier copy, even while a service writes: into a file of the same
     * structure, whose first record follows the last one of that copy.
     *
     * @param target a new file, durable once this returns
     * @throws JournalUnavailableException if there is none, it does not continue that copy, or it cannot be read or copied
     */
    public static void copyAfter(Path dataDir, Extent known, Path target) {
        var file = fileToRead(dataDir);
        try {
            SqliteSchema.checkReadable(file);
            new SqlitePart(target).copy(file, known);
        } catch (SQLException e) {
            throw file.unavailable(e);
        }
    }

    /** Whether a copy has the structure of this version, so that one of this version can be added to it. */
    public static boolean isCurrent(Path copy) {
        var file = new SqliteFile(copy, SqliteFile.NO_LIMIT);
        try {
            return SqliteSchema.isCurrent(file);
        } catch (SQLException e) {
            throw file.unavailable(e);
        }
    }

    /** Opens what {@link #copyAfter} made. @throws JournalUnavailableException if it cannot be read */
    public static JournalReader openPart(Path part) {
        return openToRead(new SqliteFile(part, SqliteFile.NO_LIMIT));
    }

    /**
     * Adds what {@link #copyAfter} made to a copy of the journal, in which no service records. What was retired since is deleted in
     * the copy, too.
     *
     * @param known how far the copy reaches
     * @throws JournalUnavailableException if the one does not continue the other, or one of them cannot be used; then the copy is
     *     as it was
     */
    public static void extend(Path dataDir, Extent known, Path part) {
        var file = fileToRead(dataDir);
        try {
            SqliteSchema.checkReadable(file);
            SqliteSchema.checkReadable(new SqliteFile(part, SqliteFile.NO_LIMIT));
            new SqlitePart(part).extend(file, known);
        } catch (SQLException e) {
            throw file.unavailable(e);
        }
    }

    /** Whether a process records in this folder now. @throws JournalUnavailableException if that cannot be found out */
    public static boolean isInUse(Path dataDir) {
        return JournalLock.isHeldIn(dataDir);
    }

    /** @throws JournalUnavailableException if a service writes in this folder now, or that cannot be found out */
    public static void ensureNotInUse(Path dataDir) {
        if (Files.exists(dataDir.resolve("journal.lock"))) {
            JournalLock.takeIn(dataDir).close();
        }
    }

    private static SqliteFile fileToRead(Path dataDir) {
        var path = dataDir.resolve("journal.db");
        if (!Files.isRegularFile(path)) {
            throw new JournalUnavailableException(
                    "There is no journal in %s.%nGive its folder with --data.".formatted(dataDir));
        }
        return new SqliteFile(path, SqliteFile.NO_LIMIT);
    }

    private static Journal open(JournalLock lock, SqliteFile file) {
        try {
            SqliteSchema.prepare(file);
            var readers = new SqlReaders(file);
            try {
                var stream = readers.read(session -> session.log().streams()).getFirst();
                return new StoredJournal(lock, GroupCommit.over(new SqliteWriter(file)), readers, stream);
            } catch (SQLException | JournalUnavailableException e) {
                readers.close();
                throw e;
            }
        } catch (SQLException e) {
            throw file.unavailable(e);
        }
    }
}
