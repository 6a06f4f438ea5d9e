package dev.docket.journal.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.ReadLimit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A few read-only connections. They see committed data and never block the writer. */
public final class SqlReaders implements AutoCloseable {
    private static final int MAX = Math.clamp(Runtime.getRuntime().availableProcessors() * 2L, 2, 16);

    // Only a database that is away lets anybody wait: there is a connection for each permit.
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final SqlSource source;

    // In front of the pool, because it is fair, and close() waits for running queries instead of cutting them off.
    private final Semaphore permits = new Semaphore(MAX, true);
    private final HikariDataSource pool;
    private volatile boolean closed;

    /** @throws SQLException if no connection can be opened */
    public SqlReaders(SqlSource source) throws SQLException {
        this.source = source;
        var config = new HikariConfig();
        config.setPoolName("docket-readers");
        config.setDataSource(new SourceOfConnections(source));
        config.setMaximumPoolSize(MAX);
        config.setMinimumIdle(1);
        // The pool ends the transaction with each use.
        config.setAutoCommit(!source.readsInTransactions());
        config.setConnectionTimeout(CONNECT.toMillis());
        try {
            pool = new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /**
     * Asks.
     *
     * @throws JournalUnavailableException if the journal cannot be read or is closed
     * @throws ReadLimit.ExceededException if it takes longer than the {@link ReadLimit} of this thread
     */
    public <T> T read(Query<T> query) {
        enter(ReadLimit.left());
        try {
            if (closed) {
                throw JournalUnavailableException.busy("The journal is closed.");
            }
            return answer(query);
        } catch (SQLException e) {
            // Without a limit of ours, somebody else ended it: an administrator, or a limit of the role's.
            if (source.isOutOfTime(e) && ReadLimit.left().isPresent()) {
                throw new ReadLimit.ExceededException();
            }
            throw source.unavailable(e);
        } finally {
            permits.release();
        }
    }

    private void enter(Optional<Duration> longest) {
        if (longest.isEmpty()) {
            permits.acquireUninterruptibly();
            return;
        }
        try {
            if (!permits.tryAcquire(longest.get().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ReadLimit.ExceededException();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new ReadLimit.ExceededException();
        }
    }

    /** What is not as docket made it. */
    List<String> structureProblems() {
        return read(session -> source.structureProblems(session.connection()));
    }

    // A restarted database has dropped every connection; the pool removes each one as it fails.
    private <T> T answer(Query<T> query) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            var connection = pool.getConnection();
            try (connection) {
                return ask(query, connection);
            } catch (SQLException stale) {
                if (attempt > MAX || source.isReachableAfter(stale)) {
                    throw stale;
                }
            }
        }
    }

    private <T> T ask(Query<T> query, Connection connection) throws SQLException {
        var longest = ReadLimit.left();
        if (longest.isEmpty()) {
            return query.ask(new SqlSession(connection));
        }
        source.limited(connection, longest.get());
        try {
            return query.ask(new SqlSession(connection));
        } finally {
            source.unlimited(connection);
        }
    }

    /** Waits for running queries. None can start afterwards. */
    @Override
    public void close() {
        permits.acquireUninterruptibly(MAX);
        try {
            closed = true;
            pool.close();
        } finally {
            permits.release(MAX);
        }
    }

    public interface Query<T> {
        T ask(SqlSession session) throws SQLException;
    }
}
