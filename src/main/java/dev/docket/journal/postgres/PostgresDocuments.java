package dev.docket.journal.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Documents of UTF-8 under names, in the database that services share: working state, of which nothing is signed. */
final class PostgresDocuments {
    // "Dx", in the space of locks with two numbers.
    private static final int CHANGE = 0x4478;

    private PostgresDocuments() {}

    static Optional<byte[]> read(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement("SELECT state FROM follower WHERE name = ?")) {
            query.setString(1, name);
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1).getBytes(StandardCharsets.UTF_8)) : Optional.empty();
            }
        }
    }

    static int write(Connection connection, String name, byte[] document) throws SQLException {
        try (var write = connection.prepareStatement("INSERT INTO follower (name, state) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET state = excluded.state")) {
            write.setString(1, name);
            write.setString(2, new String(document, StandardCharsets.UTF_8));
            return write.executeUpdate();
        }
    }

    /** Replaces a document that any service may write, one after the other. What the change throws takes it back. */
    static int change(Connection connection, String name, UnaryOperator<Optional<byte[]>> change) throws SQLException {
        connection.setAutoCommit(false);
        try (var lock = connection.prepareStatement(
                String.format(Locale.ROOT, "SELECT pg_advisory_xact_lock(%d, hashtext(?))", CHANGE))) {
            lock.setString(1, name);
            lock.execute();
            Optional<byte[]> after = change.apply(read(connection, name));
            int written = after.isPresent() ? write(connection, name, after.get()) : 0;
            connection.commit();
            return written;
        } catch (RuntimeException refused) {
            connection.rollback();
            throw refused;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
