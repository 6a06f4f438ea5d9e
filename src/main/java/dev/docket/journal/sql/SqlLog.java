package dev.docket.journal.sql;

import dev.docket.journal.Log.StoredCheckpoint;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.merkle.Tiles;
import dev.docket.journal.record.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads and stores hashes and log checkpoints over one connection. Not thread-safe. */
public final class SqlLog {
    private final Connection connection;

    public SqlLog(Connection connection) {
        this.connection = connection;
    }

    public List<String> streams() throws SQLException {
        return query("SELECT name FROM stream ORDER BY name", row -> row.getString(1));
    }

    /** The position of a stream's last record; sequence 0 if it has none. */
    public Position last(String stream) throws SQLException {
        var sql = "SELECT sequence, previous, hash FROM record WHERE stream = ? ORDER BY sequence DESC LIMIT 1";
        return first(query(sql, row -> position(stream, row), stream))
                .orElseGet(() -> new Position(stream, 0, Hash.ZERO, Hash.ZERO));
    }

    /** The sequence before the first record received at or after a time. */
    long lastBefore(String stream, Instant time) throws SQLException {
        var first = first(query(
                "SELECT min(sequence) FROM record WHERE stream = ? AND at >= ?",
                row -> row.getLong(1),
                stream,
                EpochMillis.of(time)));
        return first.filter(sequence -> sequence > 0).orElse(last(stream).sequence() + 1) - 1;
    }

    /** The sequence of the first record with a payload that can be retired; beyond the last record if there is none. */
    long firstPayload(String stream) throws SQLException {
        return first(query(
                        "SELECT min(sequence) FROM payload WHERE stream = ? AND sequence NOT IN"
                                + " (SELECT sequence FROM record WHERE stream = ? AND kind = 'CHANGE')",
                        row -> row.getLong(1),
                        stream,
                        stream))
                .filter(sequence -> sequence > 0)
                .orElse(last(stream).sequence() + 1);
    }

    public Optional<Position> position(String stream, long sequence) throws SQLException {
        var sql = "SELECT sequence, previous, hash FROM record WHERE stream = ? AND sequence = ?";
        return first(query(sql, row -> position(stream, row), stream, sequence));
    }

    /** Consecutive hashes of one level, for {@link Tiles.Stored#hashes}. */
    List<Hash> hashes(String stream, int level, long from, int count) throws SQLException {
        var found = level == 0
                ? query(
                        "SELECT hash FROM record WHERE stream = ? AND sequence > ? AND sequence <= ? ORDER BY sequence",
                        SqlLog::hash,
                        stream,
                        from,
                        from + count)
                : query(
                        "SELECT hash FROM node WHERE stream = ? AND level = ? AND idx >= ? AND idx < ? ORDER BY idx",
                        SqlLog::hash,
                        stream,
                        (long) level,
                        from,
                        from + count);
        if (found.size() != count) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "Stream %s has %d of the %d hashes of level %d from %d on.",
                    stream,
                    found.size(),
                    count,
                    level,
                    from));
        }
        return found;
    }

    /** Stores the hash of each subtree completed by the record with this sequence. */
    public void complete(String stream, long sequence) throws SQLException {
        long leaves = Tiles.WIDTH;
        for (int level = Tiles.HEIGHT; sequence % leaves == 0; level += Tiles.HEIGHT, leaves *= Tiles.WIDTH) {
            long index = sequence / leaves - 1;
            var below = hashes(stream, level - Tiles.HEIGHT, index * Tiles.WIDTH, Tiles.WIDTH);
            change(
                    "INSERT INTO node (stream, level, idx, hash) VALUES (?, ?, ?, ?)",
                    stream,
                    (long) level,
                    index,
                    Tiles.over(below).bytes());
        }
    }

    /** The signed note over the last record of a stream. */
    public Optional<String> head(String stream) throws SQLException {
        return first(query("SELECT note FROM head WHERE stream = ?", row -> row.getString(1), stream));
    }

    /** Puts a note over a new last record in place of the one before. */
    public void putHead(String stream, String note) throws SQLException {
        change(
                "INSERT INTO head (stream, note) VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET note = excluded.note",
                stream,
                note);
    }

    /** The latest log checkpoint of a stream, if any. */
    public Optional<StoredCheckpoint> latestCheckpoint(String stream) throws SQLException {
        return first(query(
                "SELECT size, root, at, note FROM checkpoint WHERE stream = ? ORDER BY size DESC LIMIT 1",
                SqlLog::checkpoint,
                stream));
    }

    List<StoredCheckpoint> checkpoints(String stream) throws SQLException {
        return query(
                "SELECT size, root, at, note FROM checkpoint WHERE stream = ? ORDER BY size",
                SqlLog::checkpoint,
                stream);
    }

    /** A second log checkpoint of the same size is ignored; it says the same as the first. */
    public void keep(String stream, StoredCheckpoint checkpoint) throws SQLException {
        change(
                "INSERT INTO checkpoint (stream, size, root, at, note) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                stream,
                checkpoint.size(),
                checkpoint.root().bytes(),
                checkpoint.at().toEpochMilli(),
                checkpoint.note());
    }

    private void change(String sql, Object... values) throws SQLException {
        try (var statement = prepared(sql, values)) {
            statement.executeUpdate();
        }
    }

    private <T> List<T> query(String sql, Row<T> read, Object... values) throws SQLException {
        try (var statement = prepared(sql, values);
                var rows = statement.executeQuery()) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(read.of(rows));
            }
            return found;
        }
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
        return statement;
    }

    private static <T> Optional<T> first(List<T> found) {
        return found.stream().findFirst();
    }

    private static Hash hash(ResultSet row) throws SQLException {
        return Hash.of(row.getBytes(1));
    }

    private static Position position(String stream, ResultSet row) throws SQLException {
        return new Position(stream, row.getLong(1), Hash.of(row.getBytes(2)), Hash.of(row.getBytes(3)));
    }

    private static StoredCheckpoint checkpoint(ResultSet row) throws SQLException {
        return new StoredCheckpoint(
                row.getLong(1), Hash.of(row.getBytes(2)), Instant.ofEpochMilli(row.getLong(3)), row.getString(4));
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
