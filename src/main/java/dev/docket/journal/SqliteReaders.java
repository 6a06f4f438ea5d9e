package dev.docket.journal;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/** A few connections that only read; they see what is committed and never hold the writer up. */
final class SqliteReaders implements AutoCloseable {
    private static final int MAX = Math.clamp(Runtime.getRuntime().availableProcessors() * 2L, 2, 16);

    private final SqliteFile file;
    private final Semaphore permits = new Semaphore(MAX, true);
    private final ConcurrentLinkedDeque<SqliteRecords> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    SqliteReaders(SqliteFile file) throws SQLException {
        this.file = file;
        idle.push(new SqliteRecords(file.read()));
    }

    /** @throws JournalUnavailableException if the journal cannot be read or is closed */
    <T> T read(Query<T> query) {
        permits.acquireUninterruptibly();
        try {
            if (closed) {
                throw new JournalUnavailableException("The journal %s is closed.".formatted(file.path()));
            }
            var reader = idle.poll();
            return answer(query, reader == null ? new SqliteRecords(file.read()) : reader);
        } catch (SQLException e) {
            throw file.unavailable(e);
        } finally {
            permits.release();
        }
    }

    private <T> T answer(Query<T> query, SqliteRecords reader) throws SQLException {
        try {
            T result = query.ask(reader);
            idle.push(reader);
            return result;
        } catch (SQLException e) {
            reader.close();
            throw e;
        }
    }

    /** Waits for running queries; none can start afterwards. */
    @Override
    public void close() {
        permits.acquireUninterruptibly(MAX);
        try {
            closed = true;
            for (var reader = idle.poll(); reader != null; reader = idle.poll()) {
                reader.close();
            }
        } catch (SQLException e) {
            throw file.unavailable(e);
        } finally {
            permits.release(MAX);
        }
    }

    interface Query<T> {
        T ask(SqliteRecords records) throws SQLException;
    }
}
