package dev.docket.journal.sqlite;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.record.Extent;
import dev.docket.journal.sql.RecordInserts;
import dev.docket.journal.sql.SqlLog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteException;

/**
 * The records of a journal that follow an earlier copy of it, in a file of the same structure.
 *
 * @param path the file
 */
record SqlitePart(Path path) {
    // In an order in which each row finds what it refers to.
    private static final List<String> TABLES =
            List.of("record", "record_code", "record_rule", "record_attribute", "payload", "node", "checkpoint");

    /** Makes it. The journal is read in one transaction, and nothing of it is written. */
    void copy(SqliteFile journal, Extent known) throws SQLException {
        try {
            createEmpty();
            try (var connection = journal.copying();
                    var statement = connection.createStatement()) {
                attach(connection);
                statement.execute("BEGIN");
                if (!has(connection, known)) {
                    throw doesNotContinue(journal, known, "Make a full backup.");
                }
                copy(statement, known);
                statement.execute("COMMIT");
            }
        } catch (SQLiteException e) {
            throw journal.notCopied(path, e.getResultCode().name());
        }
    }

    private static void copy(Statement statement, Extent known) throws SQLException {
        var isNew = " WHERE sequence > " + known.records();
        for (var sql : List.of(
                "INSERT INTO part.stream SELECT name, 0 FROM main.stream",
                "INSERT INTO part.record SELECT * FROM main.record" + isNew,
                index("record_code", "codes"),
                index("record_rule", "rule_ids"),
                index("record_attribute", "attributes"),
                "INSERT INTO part.payload SELECT * FROM main.payload" + isNew,
                "INSERT INTO part.node SELECT * FROM main.node WHERE ((idx + 1) << level) > " + known.records(),
                "INSERT INTO part.checkpoint SELECT * FROM main.checkpoint WHERE size > " + known.covered(),
                "INSERT INTO part.head SELECT * FROM main.head")) {
            statement.execute(sql);
        }
    }

    // Made anew: to find the new rows of the index, all of it would be read.
    private static String index(String table, String words) {
        return "INSERT INTO part." + table + " SELECT word.value, r.at, r.stream, r.sequence FROM part.record r,"
                + " json_each('[' || replace(json_quote(r." + words + "), ' ', '\",\"') || ']') word"
                + " WHERE r.kind = 'DECISION' AND word.value <> ''";
    }

    /** Adds it to a copy of the journal that reaches as far as is known. */
    void extend(SqliteFile journal, Extent known) throws SQLException {
        try (var connection = journal.write();
                var statement = connection.createStatement()) {
            attach(connection);
            statement.execute("BEGIN IMMEDIATE");
            if (!has(connection, known)
                    || new SqlLog(connection).last(known.stream()).sequence() > known.records()) {
                throw doesNotContinue(journal, known, "Use another backup.");
            }
            for (var table : TABLES) {
                statement.execute("INSERT INTO main." + table + " SELECT * FROM part." + table);
            }
            statement.execute("INSERT OR REPLACE INTO main.head SELECT * FROM part.head");
            RecordInserts.dropPayloads(connection, known.stream(), retiredUpTo(statement));
            statement.execute("COMMIT");
        }
    }

    private static long retiredUpTo(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("SELECT max(CAST(substr(detail, 1, instr(detail, ' ') - 1) AS INTEGER))"
                + " FROM part.record WHERE kind = 'RETIREMENT'")) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    // What is not qualified is the journal's, which is main.
    private static boolean has(Connection connection, Extent known) throws SQLException {
        var log = new SqlLog(connection);
        return log.streams().equals(List.of(known.stream()))
                && (known.records() == 0
                        || log.position(known.stream(), known.records())
                                .filter(last -> last.hash().equals(known.last()))
                                .isPresent());
    }

    private void createEmpty() throws SQLException {
        try (var connection = new SqliteFile(path, SqliteFile.NO_LIMIT).create();
                var statement = connection.createStatement()) {
            SqliteSchema.migrate(statement, 0);
            statement.execute("DELETE FROM stream");
        }
    }

    private void attach(Connection connection) throws SQLException {
        try (var attach = connection.prepareStatement("ATTACH ? AS part")) {
            attach.setString(1, path.toString());
            attach.execute();
        }
    }

    private static JournalUnavailableException doesNotContinue(SqliteFile journal, Extent known, String advice) {
        return new JournalUnavailableException(
                "The journal %s is not the one that was backed up, with record %s of stream %s: it is another one, or older.%n%s"
                        .formatted(journal.path(), Long.toString(known.records()), known.stream(), advice));
    }
}
