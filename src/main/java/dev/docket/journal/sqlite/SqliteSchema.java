package dev.docket.journal.sqlite;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.write.StreamName;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** Creates or migrates a journal file, or throws with the reason. */
final class SqliteSchema {
    // "Dock": keeps us from taking another program's database for a journal.
    private static final int APPLICATION_ID = 0x446f636b;

    // One entry per version, in order; a released one never changes.
    private static final List<List<String>> MIGRATIONS = List.of(
            List.of(
                    "CREATE TABLE stream (name TEXT PRIMARY KEY, checks INTEGER NOT NULL) STRICT, WITHOUT ROWID",
                    "INSERT INTO stream (name, checks) VALUES ('%s', 0)".formatted(StreamName.random()),
                    """
            CREATE TABLE record (
              sequence       INTEGER PRIMARY KEY CHECK (sequence > 0),
              stream         TEXT NOT NULL REFERENCES stream,
              kind           TEXT NOT NULL,
              at             INTEGER NOT NULL,
              caller         TEXT NOT NULL,
              previous       BLOB NOT NULL,
              hash           BLOB NOT NULL,
              decision_id    TEXT,
              detail         TEXT,
              request_id     TEXT,
              request_digest TEXT,
              bundle_digest  TEXT,
              model_digest   TEXT,
              order_id       TEXT,
              customer_id    TEXT,
              segment        TEXT,
              warehouse      TEXT,
              checkpoint     TEXT,
              disposition    TEXT,
              priority       TEXT,
              currency       TEXT,
              order_value    TEXT,
              codes          TEXT,
              rule_ids       TEXT,
              payload_hash   BLOB,
              answer_hash    BLOB
            ) STRICT""",
                    "CREATE UNIQUE INDEX record_of_request ON record (request_id) WHERE request_id IS NOT NULL",
                    "CREATE UNIQUE INDEX record_of_decision ON record (decision_id) WHERE kind = 'DECISION'",
                    "CREATE INDEX record_of_outcome ON record (decision_id, at) WHERE kind = 'OUTCOME'",
                    "CREATE INDEX record_of_other_kind ON record (kind, at, stream) WHERE kind <> 'DECISION'",
                    "CREATE INDEX record_by_time ON record (at, stream)",
                    "CREATE INDEX record_by_order ON record (order_id, at, stream) WHERE kind = 'DECISION'",
                    "CREATE INDEX record_by_customer ON record (customer_id, at, stream) WHERE kind = 'DECISION'",
                    "CREATE INDEX record_by_disposition ON record (disposition, at, stream) WHERE kind = 'DECISION'",
                    "CREATE INDEX record_by_bundle ON record (bundle_digest, at, stream) WHERE kind = 'DECISION'",
                    """
            CREATE TABLE record_code (
              code     TEXT NOT NULL,
              at       INTEGER NOT NULL,
              stream   TEXT NOT NULL,
              sequence INTEGER NOT NULL REFERENCES record,
              PRIMARY KEY (code, at, stream, sequence)
            ) STRICT, WITHOUT ROWID""",
                    """
            CREATE TABLE record_rule (
              rule_id  TEXT NOT NULL,
              at       INTEGER NOT NULL,
              stream   TEXT NOT NULL,
              sequence INTEGER NOT NULL REFERENCES record,
              PRIMARY KEY (rule_id, at, stream, sequence)
            ) STRICT, WITHOUT ROWID""",
                    // Separate from the record: searches never read these pages, and a payload can go while its record
                    // stays.
                    """
            CREATE TABLE payload (
              sequence INTEGER PRIMARY KEY REFERENCES record,
              stream   TEXT NOT NULL,
              document BLOB NOT NULL,
              answer   BLOB
            ) STRICT""",
                    """
            CREATE TABLE node (
              stream TEXT NOT NULL REFERENCES stream,
              level  INTEGER NOT NULL,
              idx    INTEGER NOT NULL,
              hash   BLOB NOT NULL,
              PRIMARY KEY (stream, level, idx)
            ) STRICT, WITHOUT ROWID""",
                    """
            CREATE TABLE checkpoint (
              stream TEXT NOT NULL REFERENCES stream,
              size   INTEGER NOT NULL,
              root   BLOB NOT NULL,
              at     INTEGER NOT NULL,
              note   TEXT NOT NULL,
              PRIMARY KEY (stream, size)
            ) STRICT, WITHOUT ROWID""",
                    never("UPDATE", "record"),
                    never("DELETE", "record"),
                    never("UPDATE", "payload"),
                    never("UPDATE", "node"),
                    never("DELETE", "node"),
                    never("UPDATE", "checkpoint"),
                    never("DELETE", "checkpoint")),
            List.of("ALTER TABLE record ADD COLUMN masked TEXT"),
            List.of("CREATE TABLE IF NOT EXISTS head (stream TEXT PRIMARY KEY REFERENCES stream, note TEXT NOT NULL)"
                    + " STRICT, WITHOUT ROWID"),
            List.of("ALTER TABLE record ADD COLUMN call TEXT"),
            List.of(
                    "ALTER TABLE record ADD COLUMN step TEXT",
                    "CREATE UNIQUE INDEX record_of_step ON record (step) WHERE step IS NOT NULL"),
            List.of("ALTER TABLE record ADD COLUMN attributes TEXT", """
            CREATE TABLE record_attribute (
              attribute TEXT NOT NULL,
              at        INTEGER NOT NULL,
              stream    TEXT NOT NULL,
              sequence  INTEGER NOT NULL REFERENCES record,
              PRIMARY KEY (attribute, at, stream, sequence)
            ) STRICT, WITHOUT ROWID"""),
            List.of("ALTER TABLE record ADD COLUMN mapping TEXT"),
            List.of(
                    "ALTER TABLE record ADD COLUMN work TEXT",
                    "CREATE UNIQUE INDEX record_of_work ON record (decision_id, work) WHERE work IS NOT NULL"),
            List.of(
                    "ALTER TABLE record ADD COLUMN intake TEXT",
                    "CREATE UNIQUE INDEX record_of_intake ON record (intake) WHERE intake IS NOT NULL"));

    private static String never(String what, String table) {
        return "CREATE TRIGGER %2$s_never_%1$s BEFORE %1$s ON %2$s BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
                .formatted(what, table);
    }

    private SqliteSchema() {}

    /** @throws JournalUnavailableException if the file is not a journal of this version */
    static void checkReadable(SqliteFile file) throws SQLException {
        var version = version(file);
        if (version != MIGRATIONS.size()) {
            throw new JournalUnavailableException(
                    String.format(Locale.ROOT, """
                        The journal %s has schema version %d; this version of Docket reads %d.
                        Start its service once to migrate it, or use the version that wrote it.""", file.path(), version, MIGRATIONS.size()));
        }
    }

    /** Whether a journal file has the tables of this version. */
    static boolean isCurrent(SqliteFile file) throws SQLException {
        return version(file) == MIGRATIONS.size();
    }

    private static int version(SqliteFile file) throws SQLException {
        try (var connection = file.read();
                var statement = connection.createStatement()) {
            return ours(file, statement) ? number(statement, "PRAGMA user_version") : 0;
        }
    }

    /** @throws JournalUnavailableException if the file belongs to another program or a newer version */
    static void prepare(SqliteFile file) throws SQLException {
        try (var connection = file.create();
                var statement = connection.createStatement()) {
            var version = ours(file, statement) ? number(statement, "PRAGMA user_version") : 0;
            if (version > MIGRATIONS.size()) {
                throw new JournalUnavailableException(
                        String.format(Locale.ROOT, """
                        The journal %s has schema version %d; this version of Docket supports up to %d.
                        Use the version that wrote it, or a newer one.""", file.path(), version, MIGRATIONS.size()));
            }
            statement.execute("PRAGMA page_size = " + SqliteFile.PAGE_BYTES);
            // Of a new file only: what retired payloads leave is given back bit by bit, while the service writes.
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("PRAGMA journal_mode = WAL");
            migrate(statement, version);
            restoreTriggers(statement);
            var problems = SqliteStructure.problemsAtStart(connection);
            if (!problems.isEmpty()) {
                throw new JournalUnavailableException(
                        String.format(
                                Locale.ROOT,
                                "The journal %s is not as docket made it: %s.%nRun './docket journal verify', and keep the files: they are evidence.",
                                file.path(),
                                String.join("; ", problems)),
                        "Its tables are not as docket made them. Whoever runs docket should verify it.");
            }
        }
    }

    // They only keep docket itself from changing what it recorded; whoever owns the file can take them away.
    private static void restoreTriggers(Statement statement) throws SQLException {
        for (var trigger : MIGRATIONS.getFirst()) {
            if (trigger.startsWith("CREATE TRIGGER ")) {
                statement.execute(trigger.replace("CREATE TRIGGER ", "CREATE TRIGGER IF NOT EXISTS "));
            }
        }
    }

    private static boolean ours(SqliteFile file, Statement statement) throws SQLException {
        var application = number(statement, "PRAGMA application_id");
        if (application == APPLICATION_ID) {
            return true;
        }
        if (application != 0 || number(statement, "SELECT count(*) FROM sqlite_schema") != 0) {
            throw new JournalUnavailableException("""
                    %s is another program's database, not a Docket journal.
                    Choose another folder with --data.""".formatted(file.path()));
        }
        return false;
    }

    // All in one transaction: a killed migration leaves the version before it.
    static void migrate(Statement statement, int version) throws SQLException {
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
