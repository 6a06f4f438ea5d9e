package dev.docket.journal.sqlite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether a file has the tables, indexes and triggers that the migrations make, and no others: a trigger can drop what is
 * recorded, and an index that lacks a row hides a record from searches and lets its request be decided again.
 */
final class SqliteStructure {
    // Reading a larger file whole would hold up the start; verifying always does.
    private static final long QUICK_CHECK_BYTES = 256L << 20;

    private SqliteStructure() {}

    /** All that is wrong with the schema and with the content of indexes; reads the whole file. */
    static List<String> problems(Connection connection) throws SQLException {
        var problems = new ArrayList<>(schemaProblems(connection));
        texts(connection, "PRAGMA integrity_check(20)").stream()
                .filter(line -> !line.equals("ok"))
                .map(line -> "the file is damaged: " + line)
                .forEach(problems::add);
        return problems;
    }

    /** What must stop a start. Triggers that only refuse changes are put back by then. */
    static List<String> problemsAtStart(Connection connection) throws SQLException {
        var problems = new ArrayList<>(schemaProblems(connection));
        if (problems.isEmpty() && isRequestHidden(connection)) {
            problems.add("the index of request ids lacks a record, which could be decided again");
        }
        if (problems.isEmpty() && number(connection, "PRAGMA page_count") * SqliteFile.PAGE_BYTES < QUICK_CHECK_BYTES) {
            texts(connection, "PRAGMA quick_check(1)").stream()
                    .filter(line -> !line.equals("ok"))
                    .map(line -> "the file is damaged: " + line)
                    .forEach(problems::add);
        }
        return problems;
    }

    // Both sides read an index only, each another one.
    private static boolean isRequestHidden(Connection connection) throws SQLException {
        var indexed = number(
                connection, "SELECT count(*) FROM record INDEXED BY record_of_request WHERE request_id IS NOT NULL");
        var others = number(connection, "SELECT count(*) FROM record WHERE kind <> 'DECISION'");
        var last = number(connection, "SELECT coalesce(max(sequence), 0) FROM record");
        return indexed + others < last;
    }

    private static List<String> schemaProblems(Connection connection) throws SQLException {
        var expected = expected();
        var found = objects(connection);
        var problems = new ArrayList<String>();
        expected.forEach((name, sql) -> {
            var actual = found.get(name);
            if (actual == null) {
                problems.add(String.format(Locale.ROOT, "%s is missing", name));
            } else if (!actual.equals(sql)) {
                problems.add(String.format(Locale.ROOT, "%s was changed", name));
            }
        });
        found.keySet().stream()
                .filter(name -> !expected.containsKey(name))
                .forEach(name -> problems.add(String.format(Locale.ROOT, "%s is not docket's", name)));
        return problems;
    }

    private static SortedMap<String, String> expected() throws SQLException {
        try (var empty = DriverManager.getConnection("jdbc:sqlite::memory:");
                var statement = empty.createStatement()) {
            SqliteSchema.migrate(statement, 0);
            return objects(empty);
        }
    }

    private static SortedMap<String, String> objects(Connection connection) throws SQLException {
        SortedMap<String, String> objects = new TreeMap<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'")) {
            while (rows.next()) {
                objects.put(
                        rows.getString(1) + " " + rows.getString(2),
                        rows.getString(3).replaceAll("\\s+", " "));
            }
        }
        return objects;
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
