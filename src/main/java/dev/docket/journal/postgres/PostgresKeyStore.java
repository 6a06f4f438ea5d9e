package dev.docket.journal.postgres;

import dev.docket.access.Role;
import dev.docket.access.key.KeyStore;
import dev.docket.access.key.KeysUnavailableException;
import dev.docket.access.key.StoredKey;
import dev.docket.digest.Digest;
import dev.docket.journal.JournalUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** API keys in the database that services share, so that a revocation on one node counts on all. */
public final class PostgresKeyStore implements KeyStore, AutoCloseable {
    private static final String SELECT =
            "SELECT id, name, digest, roles, created_at, expires_at, revoked_at, last_used_at FROM access_key";
    private static final String WRITE = """
            INSERT INTO access_key (id, name, digest, roles, created_at, expires_at, revoked_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at, revoked_at = excluded.revoked_at""";
    // The latest use of any node.
    private static final String USE =
            "UPDATE access_key SET last_used_at = greatest(coalesce(last_used_at, 0), ?) WHERE id = ?";

    private final PostgresSource source;
    private @Nullable Connection reader;

    public PostgresKeyStore(PostgresSource source) {
        this.source = source;
    }

    @Override
    public synchronized List<StoredKey> read() {
        try {
            Connection open = reader;
            if (open == null) {
                open = source.write("docket keys");
                reader = open;
            }
            return read(open);
        } catch (SQLException | IllegalArgumentException failed) {
            // The next reading begins with a new connection.
            close();
            throw unavailable(failed);
        }
    }

    @Override
    public void change(UnaryOperator<List<StoredKey>> change) {
        try {
            // The first key may be made before a service has started for the first time.
            PostgresSchema.prepare(source);
            try (var connection = source.write("docket keys")) {
                connection.setAutoCommit(false);
                try (var lock = connection.createStatement()) {
                    lock.execute("SET lock_timeout = '5s'");
                    lock.execute("LOCK TABLE access_key IN SHARE ROW EXCLUSIVE MODE");
                }
                List<StoredKey> before = read(connection);
                write(connection, before, change.apply(before));
                connection.commit();
            }
        } catch (SQLException | IllegalArgumentException failed) {
            throw unavailable(failed);
        } catch (JournalUnavailableException refused) {
            throw new KeysUnavailableException(String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public void used(Map<String, Instant> lastUses) {
        try (var connection = source.write("docket keys");
                var update = connection.prepareStatement(USE)) {
            for (var use : lastUses.entrySet()) {
                update.setLong(1, use.getValue().toEpochMilli());
                update.setString(2, use.getKey());
                update.addBatch();
            }
            update.executeBatch();
        } catch (SQLException failed) {
            throw unavailable(failed);
        }
    }

    private static void write(Connection connection, List<StoredKey> before, List<StoredKey> after)
            throws SQLException {
        Set<StoredKey> known = new HashSet<>(before);
        try (var insert = connection.prepareStatement(WRITE)) {
            for (StoredKey key : after) {
                if (known.contains(key)) {
                    continue;
                }
                insert.setString(1, key.id());
                insert.setString(2, key.name());
                insert.setString(3, key.digest().text());
                insert.setString(4, key.roles().stream().map(Role::name).collect(Collectors.joining(",")));
                insert.setLong(5, key.createdAt().toEpochMilli());
                insert.setLong(6, key.expiresAt().toEpochMilli());
                if (key.revokedAt().isPresent()) {
                    insert.setLong(7, key.revokedAt().get().toEpochMilli());
                } else {
                    insert.setNull(7, Types.BIGINT);
                }
                insert.executeUpdate();
            }
        }
    }

    private static List<StoredKey> read(Connection connection) throws SQLException {
        List<StoredKey> keys = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(SELECT)) {
            while (rows.next()) {
                keys.add(new StoredKey(
                        rows.getString("id"),
                        rows.getString("name"),
                        new Digest(rows.getString("digest")),
                        Arrays.stream(rows.getString("roles").split(","))
                                .map(Role::valueOf)
                                .collect(Collectors.toSet()),
                        Instant.ofEpochMilli(rows.getLong("created_at")),
                        Instant.ofEpochMilli(rows.getLong("expires_at")),
                        time(rows, "revoked_at"),
                        time(rows, "last_used_at")));
            }
        }
        return keys;
    }

    private static Optional<Instant> time(ResultSet rows, String column) throws SQLException {
        long millis = rows.getLong(column);
        return rows.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static KeysUnavailableException unavailable(Exception failed) {
        return new KeysUnavailableException(
                failed instanceof SQLException sql
                        ? "Their database is not available. " + PostgresSource.advice(sql)
                        : "A row of docket.access_key is not a key that docket wrote. Remove it.");
    }

    @Override
    public synchronized void close() {
        Connection open = reader;
        reader = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException lost) {
                // It is gone either way.
                return;
            }
        }
    }
}
