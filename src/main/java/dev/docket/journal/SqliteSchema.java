package dev.docket.journal;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** Makes a file a journal of the newest version, or says why it cannot be one. */
final class SqliteSchema {
    // "Dock": so that no other program's database is ever taken for a journal, nor changed.
    private static final int APPLICATION_ID = 0x446f636b;

    // One entry for each version, in order; a released one never changes.
    private static final List<List<String>> MIGRATIONS = List.of(List.of(
            "CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID",
            "INSERT INTO meta (key, value) VALUES ('stream', '%s'), ('checks', 0)".formatted(UUID.randomUUID()),
            // The payload comes last: a search over the other columns then never reads its pages.
            """
            CREATE TABLE record (
              sequence       INTEGER PRIMARY KEY CHECK (sequence > 0),
              decision_id    TEXT NOT NULL UNIQUE,
              request_id     TEXT NOT NULL UNIQUE,
              request_digest TEXT NOT NULL,
              bundle_digest  TEXT NOT NULL,
              order_id       TEXT NOT NULL,
              customer_id    TEXT NOT NULL,
              disposition    TEXT NOT NULL,
              decided_at     TEXT NOT NULL,
              request        BLOB NOT NULL,
              answer         BLOB NOT NULL
            ) STRICT""",
            "CREATE TRIGGER record_never_changes BEFORE UPDATE ON record "
                    + "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
            "CREATE TRIGGER record_never_goes BEFORE DELETE ON record "
                    + "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"));

    private SqliteSchema() {}

    /** @throws JournalUnavailableException if the file belongs to another program or to a newer docket */
    static void prepare(SqliteFile file) throws SQLException {
        try (var connection = file.create();
                var statement = connection.createStatement()) {
            var version = ours(file, statement) ? number(statement, "PRAGMA user_version") : 0;
            if (version > MIGRATIONS.size()) {
                throw new JournalUnavailableException("""
                        The journal %s has schema version %d; this docket knows up to %d.
                        Run the docket version that wrote it, or a newer one.""".formatted(file.path(), version, MIGRATIONS.size()));
            }
            statement.execute("PRAGMA page_size = " + SqliteFile.PAGE_BYTES);
            statement.execute("PRAGMA journal_mode = WAL");
            migrate(statement, version);
        }
    }

    private static boolean ours(SqliteFile file, Statement statement) throws SQLException {
        var application = number(statement, "PRAGMA application_id");
        if (application == APPLICATION_ID) {
            return true;
        }
        if (application != 0 || number(statement, "SELECT count(*) FROM sqlite_schema") != 0) {
            throw new JournalUnavailableException("""
                    %s is a database of another program, not a docket journal.
                    Choose another folder with --data.""".formatted(file.path()));
        }
        return false;
    }

    // All in one transaction: a killed migration leaves the version before it.
    private static void migrate(Statement statement, int version) throws SQLException {
        statement.execute("BEGIN IMMEDIATE");
        for (var migration : MIGRATIONS.subList(version, MIGRATIONS.size())) {
            for (var sql : migration) {
                statement.execute(sql);
            }
        }
        statement.execute("PRAGMA application_id = " + APPLICATION_ID);
        statement.execute("PRAGMA user_version = " + MIGRATIONS.size());
        statement.execute("COMMIT");
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
