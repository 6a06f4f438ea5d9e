package dev.docket.journal;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/** A few connections that only read; they see what is committed and never hold the writer up. */
final class SqlReaders implements AutoCloseable {
    private static final int MAX = Math.clamp(Runtime.getRuntime().availableProcessors() * 2L, 2, 16);

    private final SqlSource source;
    private final Semaphore permits = new Semaphore(MAX, true);
    private final ConcurrentLinkedDeque<SqlSession> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    SqlReaders(SqlSource source) throws SQLException {
        this.source = source;
        idle.push(new SqlSession(source.read()));
    }

    /** @throws JournalUnavailableException if the journal cannot be read or is closed */
    <T> T read(Query<T> query) {
        permits.acquireUninterruptibly();
        try {
            if (closed) {
                throw new JournalUnavailableException("The journal is closed.");
            }
            var reader = idle.poll();
            return answer(query, reader == null ? new SqlSession(source.read()) : reader);
        } catch (SQLException e) {
            throw source.unavailable(e);
        } finally {
            permits.release();
        }
    }

    private <T> T answer(Query<T> query, SqlSession reader) throws SQLException {
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
            throw source.unavailable(e);
        } finally {
            permits.release(MAX);
        }
    }

    interface Query<T> {
        T ask(SqlSession session) throws SQLException;
    }
}
