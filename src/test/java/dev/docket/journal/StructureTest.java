package dev.docket.journal;

import static dev.docket.journal.Entries.anEntry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.fixture.PostgresServer;
import dev.docket.journal.postgres.PostgresJournal;
import dev.docket.journal.postgres.PostgresSource;
import dev.docket.journal.sqlite.SqliteJournal;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody changes the tables, not the records: it is found at the start and by verifying. */
class StructureTest {
    private static final String DROPPING = "AFTER INSERT ON payload BEGIN DELETE FROM payload; END";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void a_new_file_and_one_that_was_reopened_are_as_they_must_be() {
        record();
        record();

        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TRIGGER foreign_one " + DROPPING,
                "CREATE TABLE another (a TEXT)",
                "CREATE VIEW seen AS SELECT * FROM record",
                "DROP INDEX record_of_request",
                "DROP INDEX record_by_time",
                "ALTER TABLE record_code RENAME TO away",
                "ALTER TABLE record_attribute RENAME TO away",
                "ALTER TABLE record ADD COLUMN hidden TEXT"
            })
    void what_is_added_or_missing_in_the_file_stops_the_start_and_is_found_by_verifying(String change)
            throws SQLException {
        record();
        execute(change);

        assertThat(problems()).isNotEmpty();
        assertThatThrownBy(() -> SqliteJournal.open(folder).close())
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContaining("is not as docket made it");
    }

    @Test
    void whatever_index_or_trigger_is_taken_out_of_the_file_it_is_missed() throws SQLException {
        record();
        Map<String, String> made = objects(
                "jdbc:sqlite:" + folder.resolve("journal.db"),
                "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL");
        assertThat(made).hasSizeGreaterThan(12);
        for (Map.Entry<String, String> one : made.entrySet()) {
            execute("DROP " + one.getKey());

            assertThat(problems()).containsExactly(one.getKey() + " is missing");

            execute(one.getValue());
        }
        assertThat(problems()).isEmpty();
    }

    @Test
    void whatever_index_or_trigger_is_taken_out_of_the_database_it_is_missed() throws SQLException {
        var source = new PostgresSource(PostgresServer.shared().newDatabase(), "docket", "");
        PostgresJournal.open(source, folder).close();
        Map<String, String> made = objects(urlOf(source), """
                SELECT 'index docket.' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'docket' AND indexname NOT LIKE '%_pkey'
                UNION ALL
                SELECT 'trigger ' || tgname || ' ON docket.' || c.relname, pg_get_triggerdef(t.oid)
                  FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid JOIN pg_namespace n ON n.oid = relnamespace
                 WHERE nspname = 'docket' AND NOT tgisinternal""");
        assertThat(made).hasSizeGreaterThan(12);
        try (var reader = PostgresJournal.openToRead(source);
                var connection = DriverManager.getConnection(urlOf(source));
                var statement = connection.createStatement()) {
            for (Map.Entry<String, String> one : made.entrySet()) {
                statement.execute("DROP " + one.getKey());

                assertThat(reader.structureProblems()).as(one.getKey()).hasSize(1);

                statement.execute(one.getValue());
            }
            assertThat(reader.structureProblems()).isEmpty();
        }
    }

    private static Map<String, String> objects(String url, String select) throws SQLException {
        Map<String, String> objects = new TreeMap<>();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(select)) {
            while (rows.next()) {
                objects.put(rows.getString(1), rows.getString(2));
            }
        }
        return objects;
    }

    @Test
    void a_trigger_that_drops_payloads_under_the_name_of_one_of_ours_is_found() throws SQLException {
        record();
        execute("DROP TRIGGER payload_never_UPDATE", "CREATE TRIGGER payload_never_UPDATE " + DROPPING);

        assertThat(problems()).containsExactly("trigger payload_never_UPDATE was changed");
        assertThatThrownBy(() -> SqliteJournal.open(folder).close()).hasMessageContaining("was changed");
    }

    @Test
    void triggers_of_ours_that_were_taken_away_are_found_and_put_back_at_the_next_start() throws SQLException {
        record();
        execute("DROP TRIGGER record_never_DELETE");
        assertThat(problems()).containsExactly("trigger record_never_DELETE is missing");

        SqliteJournal.open(folder).close();

        assertThat(problems()).isEmpty();
    }

    // Through sqlite_schema, as a tool for forensics does: the index stays and lacks a row.
    @Test
    void a_record_that_is_hidden_from_the_index_of_request_ids_is_found() throws SQLException {
        record();
        execute(
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = 'CREATE UNIQUE INDEX record_of_request ON record (request_id) WHERE request_id IS NOT NULL AND sequence <> 2' WHERE name = 'record_of_request'");
        execute("REINDEX record_of_request");
        execute(
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = 'CREATE UNIQUE INDEX record_of_request ON record (request_id) WHERE request_id IS NOT NULL' WHERE name = 'record_of_request'");

        assertThat(problems()).anySatisfy(problem -> assertThat(problem).contains("record_of_request"));
        assertThatThrownBy(() -> SqliteJournal.open(folder).close()).hasMessageContaining("lacks a record");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE RULE odd AS ON INSERT TO docket.payload DO INSTEAD NOTHING",
                "DROP INDEX docket.record_of_request",
                "ALTER TABLE docket.record DISABLE TRIGGER record_never_changes",
                "DROP TRIGGER payload_never_changes ON docket.payload",
                "ALTER TABLE docket.record ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE docket.record_code DROP CONSTRAINT record_code_pkey",
                "ALTER TABLE docket.record_attribute DROP CONSTRAINT record_attribute_pkey",
                "CREATE INDEX odd ON docket.record (caller)",
                "CREATE TABLE docket.more () INHERITS (docket.record)",
                "CREATE VIEW docket.seen AS SELECT * FROM docket.record",
                "CREATE OR REPLACE FUNCTION docket.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
                "DROP INDEX docket.record_of_request; CREATE UNIQUE INDEX record_of_request ON docket.record (request_id) WHERE request_id <> 'r'"
            })
    void what_was_changed_in_the_database_stops_the_start_and_is_found_by_verifying(String change) {
        var source = new PostgresSource(PostgresServer.shared().newDatabase(), "docket", "");
        PostgresJournal.open(source, folder).close();
        try (var reader = PostgresJournal.openToRead(source)) {
            assertThat(reader.structureProblems()).isEmpty();
            PostgresServer.execute(urlOf(source), change);

            assertThat(reader.structureProblems()).isNotEmpty();
        }
        assertThatThrownBy(() -> PostgresJournal.open(source, folder).close())
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContaining("is not as docket made it");
    }

    private static String urlOf(PostgresSource source) {
        return source + "?user=docket";
    }

    private void record() {
        try (var journal = SqliteJournal.open(folder)) {
            for (int i = 1; i <= 3; i++) {
                journal.append(anEntry("r" + i)).join();
            }
        }
    }

    private List<String> problems() {
        try (var journal = SqliteJournal.openToRead(folder)) {
            return journal.structureProblems();
        }
    }

    private void execute(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
