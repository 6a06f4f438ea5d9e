package dev.docket.journal.postgres;

import dev.docket.journal.Followers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Followers in the database that services share. The lease is a lock of a session: it ends with its connection, so a service
 * that dies leaves it to the next. Whoever goes on begins with the state that the one before committed.
 */
public final class PostgresFollowers implements Followers {
    // "Df", in the space of locks with two numbers.
    private static final int LEASE = 0x4466;

    private final PostgresSource source;
    private @Nullable Connection session;
    private boolean isHeld;

    public PostgresFollowers(PostgresSource source) {
        this.source = source;
    }

    @Override
    public synchronized boolean isMine() {
        return with(connection -> {
            // Held or not, asking tells whether the session still lives.
            String sql =
                    isHeld ? "SELECT true" : String.format(Locale.ROOT, "SELECT pg_try_advisory_lock(%d, 0)", LEASE);
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                isHeld = rows.next() && rows.getBoolean(1);
                return isHeld;
            }
        });
    }

    @Override
    public synchronized Optional<byte[]> read(String name) {
        return with(connection -> PostgresDocuments.read(connection, name));
    }

    @Override
    public synchronized void write(String name, byte[] state) {
        with(connection -> PostgresDocuments.write(connection, name, state));
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T with(Work<T> work) {
        try {
            Connection open = session;
            if (open == null) {
                open = source.write("docket follower");
                session = open;
            }
            return work.on(open);
        } catch (SQLException failed) {
            // Whether the lease is still held is known once a new session asks.
            leave();
            throw source.unavailable(failed);
        }
    }

    // Closing a connection does not wait until the server has ended its session, so the lock is given back first.
    @Override
    public synchronized void close() {
        Connection open = session;
        if (open != null && isHeld) {
            try (var statement = open.createStatement()) {
                statement.execute("SELECT pg_advisory_unlock_all()");
            } catch (SQLException gone) {
                // Then the session has ended or ends, and the lock with it.
            }
        }
        leave();
    }

    private void leave() {
        Connection open = session;
        session = null;
        isHeld = false;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException gone) {
                // Then it is closed.
            }
        }
    }
}
