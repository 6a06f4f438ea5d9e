package dev.docket.journal.postgres;

import dev.docket.digest.Digest;
import dev.docket.storage.SharedFiles;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** In the database of the journal. Connects for each task: there are few. */
public final class PostgresFiles implements SharedFiles {
    private static final String NAME = "docket files";

    /** No real bundle is larger. */
    private static final long LARGEST_BYTES = 64L << 20;

    // "Dk", in the space of locks with two numbers.
    private static final int KEEPING = 0x446b;

    private static final String UNDEFINED_TABLE = "42P01";

    private final PostgresSource source;
    private volatile boolean isPrepared;

    public PostgresFiles(PostgresSource source) {
        this.source = source;
    }

    @Override
    public void keep(Kind kind, Digest digest, SortedMap<String, byte[]> files) throws IOException {
        prepare();
        with(
                connection -> {
                    connection.setAutoCommit(false);
                    lock(connection, kind, digest);
                    // What does not belong to it any more, or never did.
                    try (var delete = connection.prepareStatement(
                            "DELETE FROM kept_file WHERE kind = ? AND digest = ? AND NOT path = ANY (?)")) {
                        delete.setString(1, kind.name());
                        delete.setString(2, digest.text());
                        delete.setArray(
                                3,
                                connection.createArrayOf("text", files.keySet().toArray()));
                        delete.executeUpdate();
                    }
                    try (var insert = connection.prepareStatement(
                            "INSERT INTO kept_file (kind, digest, path, content) VALUES (?, ?, ?, ?)"
                                    + " ON CONFLICT (kind, digest, path) DO UPDATE SET content = excluded.content"
                                    + " WHERE kept_file.content <> excluded.content")) {
                        for (var file : files.entrySet()) {
                            insert.setString(1, kind.name());
                            insert.setString(2, digest.text());
                            insert.setString(3, file.getKey());
                            insert.setBytes(4, file.getValue());
                            insert.addBatch();
                        }
                        insert.executeBatch();
                    }
                    connection.commit();
                    return files.size();
                },
                0);
    }

    @Override
    public SortedMap<String, byte[]> read(Kind kind, Digest digest) throws IOException {
        return with(
                connection -> {
                    SortedMap<String, byte[]> files = new TreeMap<>();
                    ensureSmall(connection, kind, digest);
                    try (var query = connection.prepareStatement(
                            "SELECT path, content FROM kept_file WHERE kind = ? AND digest = ?")) {
                        query.setString(1, kind.name());
                        query.setString(2, digest.text());
                        try (var rows = query.executeQuery()) {
                            while (rows.next()) {
                                files.put(rows.getString(1), rows.getBytes(2));
                            }
                        }
                    }
                    return files;
                },
                new TreeMap<>());
    }

    @Override
    public List<Digest> digests(Kind kind) throws IOException {
        return with(
                connection -> {
                    List<Digest> digests = new ArrayList<>();
                    try (var query = connection.prepareStatement(
                            "SELECT DISTINCT digest FROM kept_file WHERE kind = ? ORDER BY digest")) {
                        query.setString(1, kind.name());
                        try (var rows = query.executeQuery()) {
                            while (rows.next()) {
                                String digest = rows.getString(1);
                                if (Digest.isDigest(digest)) {
                                    digests.add(new Digest(digest));
                                }
                            }
                        }
                    }
                    return digests;
                },
                List.of());
    }

    @Override
    public Optional<byte[]> document(String name) throws IOException {
        return with(connection -> PostgresDocuments.read(connection, name), Optional.empty());
    }

    @Override
    public void change(String name, UnaryOperator<Optional<byte[]>> change) throws IOException {
        prepare();
        with(connection -> PostgresDocuments.change(connection, name, change), 0);
    }

    private static void lock(Connection connection, Kind kind, Digest digest) throws SQLException {
        try (var lock = connection.prepareStatement(
                String.format(Locale.ROOT, "SELECT pg_advisory_xact_lock(%d, hashtext(?))", KEEPING))) {
            lock.setString(1, kind + " " + digest);
            lock.execute();
        }
    }

    // Asked first: the driver reads all of them into memory.
    private static void ensureSmall(Connection connection, Kind kind, Digest digest) throws SQLException {
        try (var query =
                connection.prepareStatement("SELECT coalesce(sum(octet_length(content) + octet_length(path)), 0)"
                        + " FROM kept_file WHERE kind = ? AND digest = ?")) {
            query.setString(1, kind.name());
            query.setString(2, digest.text());
            try (var rows = query.executeQuery()) {
                if (rows.next() && rows.getLong(1) > LARGEST_BYTES) {
                    throw new SQLException("the files of " + digest + " are too large to be what docket kept", "54000");
                }
            }
        }
    }

    // A bundle may be kept before the journal is opened for the first time.
    private void prepare() throws IOException {
        if (isPrepared) {
            return;
        }
        try {
            PostgresSchema.prepare(source);
            isPrepared = true;
        } catch (SQLException failed) {
            throw unreachable(failed);
        }
    }

    // Answers say it, too, and where the database is is nobody's business there.
    private static IOException unreachable(SQLException failed) {
        return new IOException("SQLState " + failed.getSQLState(), failed);
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T with(Work<T> work, T ifNew) throws IOException {
        try (var connection = source.write(NAME)) {
            return work.on(connection);
        } catch (SQLException failed) {
            if (UNDEFINED_TABLE.equals(failed.getSQLState())) {
                return ifNew;
            }
            throw unreachable(failed);
        }
    }
}
