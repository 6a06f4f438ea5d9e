package dev.docket.journal.sqlite;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.sql.SqlSource;
import dev.docket.storage.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * The database file and how to connect to it.
 *
 * @param path the file
 * @param maxPages the maximum number of pages, asked at each connection
 */
record SqliteFile(Path path, LongSupplier maxPages) implements SqlSource {
    static final LongSupplier NO_LIMIT = () -> 4_294_967_294L;

    // Every record touches two pages of random indexes. For an 8 KiB record JournalBench wrote 31 KiB with pages of 4
    // KiB,
    // 38 with 8 and 63 with 16, log and file together.
    static final int PAGE_BYTES = 4096;

    // The writer folds what is left of the log into the file while everyone waits (most is folded beside it), so its
    // size
    // determines the p99: 8 MiB gave about half the p99 of 32 MiB, at the same bytes per record.
    static final int CHECKPOINT_PAGES = 2000;

    // The inner pages of both indexes for a few million records.
    private static final int CACHE_KIB = 32 << 10;

    // Longer than any WAL checkpoint or recovery, shorter than a caller's patience.
    private static final int BUSY_MILLIS = 5_000;

    // So many steps of its machine pass in well under a millisecond, and a look at the clock takes no time beside them.
    private static final int STEPS = 20_000;

    /** A connection that creates the file if missing, and sets nothing that would change another program's file. */
    Connection create() throws SQLException {
        try {
            // Its write-ahead log gets the permissions of the file.
            OwnerOnly.createFile(path);
        } catch (IOException e) {
            throw new JournalUnavailableException(
                    String.format(
                            Locale.ROOT,
                            "The journal %s cannot be created (%s).",
                            path,
                            e.getClass().getSimpleName()),
                    "Check that the user that runs docket may write in its folder.");
        }
        return connect(config());
    }

    /** A connection whose commits return once they are durable. */
    Connection write() throws SQLException {
        var config = existing();
        config.setSynchronous(SynchronousMode.FULL);
        config.setPragma(Pragma.MAX_PAGE_COUNT, Long.toString(maxPages.getAsLong()));
        config.setCacheSize(-CACHE_KIB);
        var connection = connect(config);
        try (var statement = connection.createStatement()) {
            // On macOS, a plain fsync leaves data in the drive's cache. Elsewhere these two have no effect.
            statement.execute("PRAGMA fullfsync = ON");
            statement.execute("PRAGMA checkpoint_fullfsync = ON");
            // Deleted payloads must not stay readable in free pages.
            statement.execute("PRAGMA secure_delete = ON");
            statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        }
        return connection;
    }

    @Override
    public Connection read() throws SQLException {
        var connection = connect(existing());
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
        }
        return connection;
    }

    /**
     * Copies the records of one moment, and nothing of what was deleted, while others write.
     *
     * <p>Not with the backup API: it begins again whenever another process writes, which under load is always.
     */
    void copyTo(Path target) throws SQLException {
        try (var connection = copying();
                var into = connection.prepareStatement("VACUUM INTO ?")) {
            OwnerOnly.createFile(target);
            into.setString(1, target.toString());
            into.execute();
            try (var copy = OwnerOnly.open(target, StandardOpenOption.WRITE)) {
                copy.force(true);
            }
        } catch (SQLiteException e) {
            throw notCopied(target, e.getResultCode().name());
        } catch (IOException e) {
            throw notCopied(target, e.toString());
        }
    }

    /** A connection that reads the file, and may write to another one that is attached to it. */
    Connection copying() throws SQLException {
        return connect(existing());
    }

    JournalUnavailableException notCopied(Path target, String because) {
        return new JournalUnavailableException(
                "The journal %s cannot be copied to %s (%s).%nThe copy takes about as much space as the journal: check that its disk has room."
                        .formatted(path, target, because));
    }

    /** The file's identity on disk; empty on platforms without one. */
    Optional<Object> identity() {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            throw new JournalUnavailableException(
                    """
                    The journal %s is missing: %s.
                    Put the file back, with its -wal file; it holds the records. The service then continues.""".formatted(path, e), "Its file is gone: put it back (with its -wal file).");
        }
    }

    @Override
    public List<String> structureProblems(Connection connection) throws SQLException {
        return SqliteStructure.problems(connection);
    }

    @Override
    public boolean isReachableAfter(SQLException failure) {
        return true;
    }

    @Override
    public void limited(Connection connection, Duration longest) throws SQLException {
        long end = System.nanoTime() + longest.toNanos();
        ProgressHandler.setHandler(connection.unwrap(SQLiteConnection.class), STEPS, new ProgressHandler() {
            @Override
            protected int progress() {
                return System.nanoTime() - end > 0 ? 1 : 0;
            }
        });
    }

    @Override
    public void unlimited(Connection connection) throws SQLException {
        ProgressHandler.clearHandler(connection.unwrap(SQLiteConnection.class));
    }

    @Override
    public boolean isOutOfTime(SQLException failure) {
        return failure instanceof SQLiteException known && known.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT;
    }

    @Override
    public JournalUnavailableException unavailable(SQLException cause) {
        var advice = advice(cause);
        return new JournalUnavailableException(
                String.format(Locale.ROOT, "The journal %s is not available (%s).%n%s", path, code(cause), advice),
                advice,
                code(cause));
    }

    private static String code(SQLException cause) {
        return cause instanceof SQLiteException failure
                ? failure.getResultCode().name()
                : "no result code";
    }

    private static String advice(SQLException cause) {
        if (!(cause instanceof SQLiteException failure)) {
            return "Its driver failed before it reached the file.";
        }
        // The low byte is the kind; the rest of an extended code says which system call it was.
        return switch (failure.getResultCode().code & 0xff) {
            case 5, 6 -> "Another program may hold it open in a transaction, such as a sqlite3 shell. Close it there.";
            case 8 -> "Give the service's user write permission on the file and its folder.";
            case 10 -> "Check the system log for disk errors. A journal on a network file system is not supported.";
            case 11, 26 -> "The file is damaged or not a Docket journal: choose another folder or restore a backup.";
            case 13 -> "Free space on its disk. The service then continues by itself.";
            case 14 -> "Check that the folder exists and that the service's user may write there.";
            default -> "Whoever runs docket finds its code in the log.";
        };
    }

    private static SQLiteConfig config() {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        // Otherwise the driver runs an extra query after each insertion.
        config.setGetGeneratedKeys(false);
        return config;
    }

    private static SQLiteConfig existing() {
        var config = config();
        // A vanished file must fail, because a new empty one would look like a journal without records.
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return config;
    }

    private Connection connect(SQLiteConfig config) throws SQLException {
        return config.createConnection("jdbc:sqlite:" + path);
    }
}
