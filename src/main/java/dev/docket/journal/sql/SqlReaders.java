package dev.docket.journal.sql;

import dev.docket.journal.JournalUnavailableException;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/** A few connections that only read; they see what is committed and never hold the writer up. */
public final class SqlReaders implements AutoCloseable {
    private static final int MAX = Math.clamp(Runtime.getRuntime().availableProcessors() * 2L, 2, 16);

    private final SqlSource source;
    private final Semaphore permits = new Semaphore(MAX, true);
    private final ConcurrentLinkedDeque<SqlSession> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    public SqlReaders(SqlSource source) throws SQLException {
        this.source = source;
        idle.push(new SqlSession(source.read()));
    }

    /** @throws JournalUnavailableException if the journal cannot be read or is closed */
    public <T> T read(Query<T> query) {
        permits.acquireUninterruptibly();
        try {
            if (closed) {
                throw new JournalUnavailableException("The journal is closed.");
            }
            return answer(query);
        } catch (SQLException e) {
            throw source.unavailable(e);
        } finally {
            permits.release();
        }
    }

    // A database that was restarted has dropped every connection that was idle.
    private <T> T answer(Query<T> query) throws SQLException {
        for (var reader = idle.poll(); reader != null; reader = idle.poll()) {
            try {
                return answer(query, reader);
            } catch (SQLException stale) {
                if (source.isReachableAfter(stale)) {
                    throw stale;
                }
            }
        }
        return answer(query, new SqlSession(source.read()));
    }

    private <T> T answer(Query<T> query, SqlSession reader) throws SQLException {
        boolean isSound = true;
        try {
            return query.ask(reader);
        } catch (SQLException e) {
            isSound = false;
            throw e;
        } finally {
            if (isSound) {
                idle.push(reader);
            } else {
                reader.close();
            }
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

    public interface Query<T> {
        T ask(SqlSession session) throws SQLException;
    }
}
