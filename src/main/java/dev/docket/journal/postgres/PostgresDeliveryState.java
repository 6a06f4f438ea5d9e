package dev.docket.journal.postgres;

import dev.docket.journal.DeliveryState;
import dev.docket.journal.JournalUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * In the database that services share. Who sends to a receiver holds a lock of its session: it ends with its connection, so a service
 * that dies leaves it to the next. One session has the locks of all receivers.
 */
public final class PostgresDeliveryState implements DeliveryState {
    // "Dw", in the space of locks with two numbers. Receivers whose names have the same hash are only sent to by the
    // same
    // service, because the lock of a session can be taken again.
    private static final int LEASE = 0x4477;

    private final PostgresSource source;
    private final Set<String> held = new HashSet<>();
    private @Nullable Connection session;

    public PostgresDeliveryState(PostgresSource source) {
        this.source = source;
    }

    @Override
    public synchronized boolean isMine(String receiver) {
        return with(connection -> {
            // Held or not, asking tells whether the session still lives.
            String sql = held.contains(receiver)
                    ? "SELECT ?::text IS NOT NULL"
                    : String.format(Locale.ROOT, "SELECT pg_try_advisory_lock(%d, hashtext(?))", LEASE);
            try (var query = connection.prepareStatement(sql)) {
                query.setString(1, receiver);
                try (var rows = query.executeQuery()) {
                    boolean isMine = rows.next() && rows.getBoolean(1);
                    if (isMine) {
                        held.add(receiver);
                    }
                    return isMine;
                }
            }
        });
    }

    @Override
    public synchronized Optional<byte[]> read(String name) {
        return with(connection -> PostgresDocuments.read(connection, name));
    }

    @Override
    public synchronized void write(String receiver, String name, byte[] document) {
        if (!held.contains(receiver)) {
            throw JournalUnavailableException.busy("Another service may send to " + receiver + " by now.");
        }
        with(connection -> PostgresDocuments.write(connection, name, document));
    }

    @Override
    public synchronized void change(String name, UnaryOperator<Optional<byte[]>> change) {
        with(connection -> PostgresDocuments.change(connection, name, change));
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T with(Work<T> work) {
        try {
            Connection open = session;
            if (open == null) {
                open = source.write("docket webhooks");
                session = open;
            }
            return work.on(open);
        } catch (SQLException failed) {
            // Which locks are still held is known once a new session asks.
            leave();
            throw source.unavailable(failed);
        }
    }

    // Closing a connection does not wait until the server has ended its session, so the locks are given back first.
    @Override
    public synchronized void close() {
        Connection open = session;
        if (open != null && !held.isEmpty()) {
            try (var statement = open.createStatement()) {
                statement.execute("SELECT pg_advisory_unlock_all()");
            } catch (SQLException gone) {
                // Then the session has ended or ends, and the locks with it.
            }
        }
        leave();
    }

    private void leave() {
        Connection open = session;
        session = null;
        held.clear();
        if (open != null) {
            try {
                open.close();
            } catch (SQLException gone) {
                // Then it is closed.
            }
        }
    }
}
