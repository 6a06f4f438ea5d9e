package dev.docket.journal.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Folds the write-ahead log into the file beside the writer. The writer folds, too, once the log is long, and everyone waits
 * meanwhile: it finds little left to do. What fails here is left to the writer, as is starting the log anew.
 */
final class LogFolding implements AutoCloseable {
    /** A quarter of what the writer lets the log grow to. */
    private static final int FRAMES = SqliteFile.CHECKPOINT_PAGES / 4;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final SqliteFile file;
    private final Semaphore written = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("docket-journal-fold").unstarted(this::foldUntilClosed);
    private @Nullable Connection connection;
    private volatile boolean isClosed;

    private LogFolding(SqliteFile file) {
        this.file = file;
    }

    static LogFolding of(SqliteFile file) {
        LogFolding folding = new LogFolding(file);
        folding.thread.start();
        return folding;
    }

    /** The log has grown. */
    void written() {
        if (written.availablePermits() == 0) {
            written.release();
        }
    }

    /** Returns once nothing here uses the file any more, so that who closes it last can put the log away. */
    @Override
    public void close() {
        isClosed = true;
        written.release();
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void foldUntilClosed() {
        while (!isClosed) {
            written.acquireUninterruptibly();
            written.drainPermits();
            fold();
            pause();
        }
        disconnect();
    }

    private void fold() {
        try {
            if (connection == null) {
                connection = file.write();
            }
            try (Statement statement = connection.createStatement()) {
                if (unfolded(statement) >= FRAMES) {
                    statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
                }
            }
        } catch (SQLException | RuntimeException leftToTheWriter) {
            disconnect();
        }
    }

    private static int unfolded(Statement statement) throws SQLException {
        try (var log = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
            return log.next() ? log.getInt("log") - log.getInt("checkpointed") : 0;
        }
    }

    @SuppressWarnings("EmptyCatch") // it is being discarded
    private void disconnect() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException ignored) {
        }
        connection = null;
    }

    private void pause() {
        try {
            Thread.sleep(isClosed ? Duration.ZERO : BETWEEN_LOOKS);
        } catch (InterruptedException ignored) {
            // Nobody interrupts it; and if so, it only looks sooner.
        }
    }
}
