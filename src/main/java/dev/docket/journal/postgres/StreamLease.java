package dev.docket.journal.postgres;

import dev.docket.journal.checkpoint.Heads;
import dev.docket.journal.checkpoint.SharedKey;
import dev.docket.journal.sql.SqlLog;
import dev.docket.journal.write.StreamName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The stream that a service writes for as long as its session lives: one of those with its key that nobody writes now, or a new one. So
 * there are never more streams than there were services at a time.
 */
final class StreamLease {
    // "Dl": the locks of streams begin with "Do". One service chooses at a time.
    private static final long CHOOSING = 0x446cL << 48;

    // Held by a session of whatever user, in this database: the two halves of the number of a lock.
    private static final String HELD = """
            SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks
             WHERE locktype = 'advisory' AND objsubid = 1 AND granted
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""";

    private final PostgresSource source;
    private final SharedKey key;
    private final Path folder;
    private final Runnable lost;

    StreamLease(PostgresSource source, SharedKey key, Path folder, Runnable lost) {
        this.source = source;
        this.key = key;
        this.folder = folder;
        this.lost = lost;
    }

    /** A writer, and the stream that it has. */
    record Leased(String stream, PostgresWriter writer) {}

    /** @param before the stream that this service wrote last, if it remembers one */
    Leased take(Optional<String> before) throws SQLException {
        key.ensureNoOtherIn(folder);
        try (var connection = source.write("docket lease")) {
            try (var statement = connection.createStatement()) {
                statement.execute(String.format(Locale.ROOT, "SELECT pg_advisory_lock(%d)", CHOOSING));
            }
            for (String stream : free(connection, before)) {
                try {
                    return new Leased(stream, writer(connection, stream));
                } catch (SQLException failure) {
                    // Its last writer is back: it does not have to choose.
                    if (!PostgresSource.isTaken(failure)) {
                        throw failure;
                    }
                }
            }
            String stream = StreamName.random();
            begin(connection, stream);
            return new Leased(stream, writer(connection, stream));
        }
    }

    private List<String> free(Connection connection, Optional<String> before) throws SQLException {
        Set<Long> held = new HashSet<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(HELD)) {
            while (rows.next()) {
                held.add(rows.getLong(1));
            }
        }
        List<String> free = new ArrayList<>();
        try (var query = connection.prepareStatement("SELECT name FROM stream WHERE key = ? ORDER BY name")) {
            query.setString(1, key.id().text());
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    String stream = rows.getString(1);
                    if (!StreamName.isOne(stream)) {
                        continue;
                    }
                    if (before.filter(stream::equals).isPresent()) {
                        free.addFirst(stream);
                    } else if (!held.contains(PostgresConnection.lockOf(stream))) {
                        free.add(stream);
                    }
                }
            }
        }
        return free;
    }

    private void begin(Connection connection, String stream) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO stream (name, checks, key) VALUES (?, 0, ?)")) {
            insert.setString(1, stream);
            insert.setString(2, key.id().text());
            insert.executeUpdate();
        }
    }

    private PostgresWriter writer(Connection connection, String stream) throws SQLException {
        var log = new SqlLog(connection);
        key.putIn(folder, stream, log.last(stream).sequence() > 0, log.latestCheckpoint(stream));
        StreamFile.in(folder).write(stream);
        return new PostgresWriter(source, stream, Heads.in(folder, stream), lost);
    }
}
