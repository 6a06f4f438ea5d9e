package dev.docket.journal.postgres;

import dev.docket.journal.JournalUnavailableException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** Creates or migrates the schema {@code docket}, or throws with the reason. */
final class PostgresSchema {
    /** Nothing outside this schema is touched. */
    static final String NAME = "docket";

    static final String VERSIONS = "schema_version";

    private static final String VERSION_TABLE = NAME + "." + VERSIONS;

    // "Docket". If several services start at once, one migrates and the others wait.
    private static final long MIGRATION_LOCK = 0x446f_636b_6574L;

    // One entry per version, in order; a released one never changes. Text columns have the collation "C": they are
    // compared
    // by code point, as in every other store. No foreign keys: each would lock a row per insert; verifying finds
    // orphans.
    private static final List<List<String>> MIGRATIONS = List.of(
            List.of(
                    "CREATE TABLE stream (name TEXT COLLATE \"C\" PRIMARY KEY, checks BIGINT NOT NULL)",
                    """
            CREATE TABLE record (
              stream         TEXT COLLATE "C" NOT NULL,
              sequence       BIGINT NOT NULL CHECK (sequence > 0),
              kind           TEXT COLLATE "C" NOT NULL,
              at             BIGINT NOT NULL,
              caller         TEXT COLLATE "C" NOT NULL,
              previous       BYTEA NOT NULL,
              hash           BYTEA NOT NULL,
              decision_id    TEXT COLLATE "C",
              detail         TEXT COLLATE "C",
              request_id     TEXT COLLATE "C",
              request_digest TEXT COLLATE "C",
              bundle_digest  TEXT COLLATE "C",
              model_digest   TEXT COLLATE "C",
              order_id       TEXT COLLATE "C",
              customer_id    TEXT COLLATE "C",
              segment        TEXT COLLATE "C",
              warehouse      TEXT COLLATE "C",
              checkpoint     TEXT COLLATE "C",
              disposition    TEXT COLLATE "C",
              priority       TEXT COLLATE "C",
              currency       TEXT COLLATE "C",
              order_value    TEXT COLLATE "C",
              codes          TEXT COLLATE "C",
              rule_ids       TEXT COLLATE "C",
              payload_hash   BYTEA,
              answer_hash    BYTEA,
              PRIMARY KEY (stream, sequence)
            )""",
                    "CREATE UNIQUE INDEX record_of_request ON record (request_id) WHERE request_id IS NOT NULL",
                    "CREATE UNIQUE INDEX record_of_decision ON record (decision_id) WHERE kind = 'DECISION'",
                    "CREATE INDEX record_of_outcome ON record (decision_id, at) WHERE kind = 'OUTCOME'",
                    "CREATE INDEX record_of_other_kind ON record (kind, at, stream, sequence) WHERE kind <> 'DECISION'",
                    "CREATE INDEX record_by_time ON record (at, stream, sequence)",
                    "CREATE INDEX record_by_order ON record (order_id, at, stream, sequence) WHERE kind = 'DECISION'",
                    "CREATE INDEX record_by_customer ON record (customer_id, at, stream, sequence) WHERE kind = 'DECISION'",
                    "CREATE INDEX record_by_disposition ON record (disposition, at, stream, sequence) WHERE kind = 'DECISION'",
                    "CREATE INDEX record_by_bundle ON record (bundle_digest, at, stream, sequence) WHERE kind = 'DECISION'",
                    """
            CREATE TABLE record_code (
              code     TEXT COLLATE "C" NOT NULL,
              at       BIGINT NOT NULL,
              stream   TEXT COLLATE "C" NOT NULL,
              sequence BIGINT NOT NULL,
              PRIMARY KEY (code, at, stream, sequence)
            )""",
                    """
            CREATE TABLE record_rule (
              rule_id  TEXT COLLATE "C" NOT NULL,
              at       BIGINT NOT NULL,
              stream   TEXT COLLATE "C" NOT NULL,
              sequence BIGINT NOT NULL,
              PRIMARY KEY (rule_id, at, stream, sequence)
            )""",
                    """
            CREATE TABLE payload (
              stream   TEXT COLLATE "C" NOT NULL,
              sequence BIGINT NOT NULL,
              document BYTEA NOT NULL,
              answer   BYTEA,
              PRIMARY KEY (stream, sequence)
            )""",
                    """
            CREATE TABLE node (
              stream TEXT COLLATE "C" NOT NULL,
              level  INTEGER NOT NULL,
              idx    BIGINT NOT NULL,
              hash   BYTEA NOT NULL,
              PRIMARY KEY (stream, level, idx)
            )""",
                    """
            CREATE TABLE checkpoint (
              stream TEXT COLLATE "C" NOT NULL,
              size   BIGINT NOT NULL,
              root   BYTEA NOT NULL,
              at     BIGINT NOT NULL,
              note   TEXT COLLATE "C" NOT NULL,
              PRIMARY KEY (stream, size)
            )""",
                    """
            CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$""",
                    never("UPDATE OR DELETE OR TRUNCATE", "record"),
                    never("UPDATE OR TRUNCATE", "payload"),
                    never("UPDATE OR DELETE OR TRUNCATE", "node"),
                    never("UPDATE OR DELETE OR TRUNCATE", "checkpoint")),
            List.of("ALTER TABLE record ADD COLUMN masked TEXT COLLATE \"C\""),
            List.of(
                    "CREATE TABLE IF NOT EXISTS head (stream TEXT COLLATE \"C\" PRIMARY KEY, note TEXT COLLATE \"C\" NOT NULL)"),
            List.of("ALTER TABLE record ADD COLUMN call TEXT COLLATE \"C\""),
            List.of("""
            CREATE TABLE access_key (
              id           TEXT COLLATE "C" PRIMARY KEY,
              name         TEXT COLLATE "C" NOT NULL,
              digest       TEXT COLLATE "C" NOT NULL,
              roles        TEXT COLLATE "C" NOT NULL,
              created_at   BIGINT NOT NULL,
              expires_at   BIGINT NOT NULL,
              revoked_at   BIGINT,
              last_used_at BIGINT
            )"""),
            List.of(
                    "ALTER TABLE record ADD COLUMN step TEXT COLLATE \"C\"",
                    "CREATE UNIQUE INDEX record_of_step ON record (step) WHERE step IS NOT NULL"),
            List.of("CREATE TABLE follower (name TEXT COLLATE \"C\" PRIMARY KEY, state TEXT NOT NULL)"),
            List.of("ALTER TABLE record ADD COLUMN attributes TEXT COLLATE \"C\"", """
            CREATE TABLE record_attribute (
              attribute TEXT COLLATE "C" NOT NULL,
              at        BIGINT NOT NULL,
              stream    TEXT COLLATE "C" NOT NULL,
              sequence  BIGINT NOT NULL,
              PRIMARY KEY (attribute, at, stream, sequence)
            )"""),
            List.of("ALTER TABLE record ADD COLUMN mapping TEXT COLLATE \"C\""),
            List.of(
                    "ALTER TABLE record ADD COLUMN work TEXT COLLATE \"C\"",
                    "CREATE UNIQUE INDEX record_of_work ON record (decision_id, work) WHERE work IS NOT NULL"),
            List.of("ALTER TABLE stream ADD COLUMN key TEXT COLLATE \"C\"", """
            CREATE TABLE kept_file (
              kind    TEXT COLLATE "C" NOT NULL,
              digest  TEXT COLLATE "C" NOT NULL,
              path    TEXT COLLATE "C" NOT NULL,
              content BYTEA NOT NULL,
              PRIMARY KEY (kind, digest, path)
            )"""),
            List.of(
                    "ALTER TABLE record ADD COLUMN intake TEXT COLLATE \"C\"",
                    "CREATE UNIQUE INDEX record_of_intake ON record (intake) WHERE intake IS NOT NULL"));

    /** All statements of all migrations. */
    static List<String> statements() {
        return MIGRATIONS.stream().flatMap(List::stream).toList();
    }

    private static String never(String what, String table) {
        return "CREATE TRIGGER %2$s_never_changes BEFORE %1$s ON %2$s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
                .formatted(what, table);
    }

    private PostgresSchema() {}

    /** @throws JournalUnavailableException if the database has no journal of this version */
    static void checkReadable(PostgresSource source) throws SQLException {
        try (var connection = source.read();
                var statement = connection.createStatement()) {
            var version = version(source, statement);
            if (version != MIGRATIONS.size()) {
                throw new JournalUnavailableException(
                        String.format(Locale.ROOT, """
                        The journal at %s has schema version %d; this version of Docket reads %d.
                        Start its service once to migrate it, or use the version that wrote it.""", source, version, MIGRATIONS.size()));
            }
        }
    }

    /** @throws JournalUnavailableException if the schema belongs to another program or a newer version */
    static void prepare(PostgresSource source) throws SQLException {
        try (var connection = source.create();
                var statement = connection.createStatement()) {
            // All in one transaction: a killed migration leaves the version before it.
            connection.setAutoCommit(false);
            statement.execute(String.format(Locale.ROOT, "SELECT pg_advisory_xact_lock(%d)", MIGRATION_LOCK));
            var version = version(source, statement);
            if (version > MIGRATIONS.size()) {
                throw new JournalUnavailableException(
                        String.format(Locale.ROOT, """
                        The journal at %s has schema version %d; this version of Docket supports up to %d.
                        Use the version that wrote it, or a newer one.""", source, version, MIGRATIONS.size()));
            }
            if (version < MIGRATIONS.size()) {
                migrate(source, statement, version);
            }
            var problems = PostgresStructure.problems(connection);
            if (!problems.isEmpty()) {
                throw new JournalUnavailableException(
                        String.format(
                                Locale.ROOT,
                                "The journal at %s is not as docket made it: %s.%nRun './docket journal verify', and undo what was changed.",
                                source,
                                String.join("; ", problems)),
                        "Its tables are not as docket made them. Whoever runs docket should verify it.");
            }
            connection.commit();
        }
    }

    private static int version(PostgresSource source, Statement statement) throws SQLException {
        if (number(statement, "SELECT count(*) FROM pg_tables WHERE schemaname = '%s'".formatted(NAME)) == 0) {
            return 0;
        }
        if (number(statement, "SELECT count(to_regclass('%s'))".formatted(VERSION_TABLE)) == 0) {
            throw new JournalUnavailableException("""
                    The schema %s at %s belongs to another program: it has tables, but not Docket's.
                    Choose another database.""".formatted(NAME, source));
        }
        return number(statement, "SELECT coalesce(max(version), 0) FROM " + VERSION_TABLE);
    }

    private static void migrate(PostgresSource source, Statement statement, int version) throws SQLException {
        if (number(statement, "SELECT count(*) FROM pg_database WHERE datname = current_database() AND encoding = 6")
                == 0) {
            throw new JournalUnavailableException("""
                    The database at %s is not encoded in UTF-8.
                    Create one with 'createdb --encoding=UTF8 --template=template0'.""".formatted(source));
        }
        // Only if missing: a user who may write in the schema need not be allowed to create one.
        if (number(statement, "SELECT count(to_regnamespace('%s'))".formatted(NAME)) == 0) {
            statement.execute("CREATE SCHEMA " + NAME);
        }
        statement.execute("SET LOCAL search_path = " + NAME);
        statement.execute("CREATE TABLE IF NOT EXISTS schema_version"
                + " (version INTEGER PRIMARY KEY, at TIMESTAMPTZ NOT NULL DEFAULT now())");
        for (int next = version; next < MIGRATIONS.size(); next++) {
            for (var sql : MIGRATIONS.get(next)) {
                statement.execute(sql);
            }
            statement.execute(String.format(Locale.ROOT, "INSERT INTO schema_version (version) VALUES (%d)", next + 1));
        }
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
