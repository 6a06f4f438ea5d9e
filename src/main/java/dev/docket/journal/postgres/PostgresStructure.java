package dev.docket.journal.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Whether the schema has the indexes and triggers that the migrations make and nothing that could change, add or hide rows:
 * other tables, triggers, rules, row security.
 */
final class PostgresStructure {
    private static final Pattern INDEX = Pattern.compile("CREATE (?:UNIQUE )?INDEX (\\w+) .*", Pattern.DOTALL);
    private static final Pattern TRIGGER = Pattern.compile("CREATE TRIGGER (\\w+) .*", Pattern.DOTALL);
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?(\\w+) .*", Pattern.DOTALL);

    private PostgresStructure() {}

    /** What is not as it must be; empty if nothing is. */
    static List<String> problems(Connection connection) throws SQLException {
        var problems = new ArrayList<String>();
        compare(problems, "index", made(INDEX), found(connection, """
                SELECT c.relname, pg_get_indexdef(i.indexrelid) || CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END
                  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = 'docket' AND NOT i.indisprimary"""));
        compare(problems, "trigger", made(TRIGGER), found(connection, """
                SELECT t.tgname, pg_get_triggerdef(t.oid) || CASE t.tgenabled WHEN 'O' THEN '' ELSE ' DISABLED' END
                  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = 'docket' AND NOT t.tgisinternal"""));
        for (var table : made(TABLE).keySet()) {
            if (!found(connection, """
                    SELECT c.relname, '' FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
                      JOIN pg_namespace n ON n.oid = c.relnamespace
                     WHERE n.nspname = 'docket' AND i.indisprimary AND i.indisvalid""").containsKey(table)) {
                problems.add("the primary key of table " + table + " is missing");
            }
        }
        // One that inherits from another adds rows to it.
        found(connection, """
                SELECT c.relname, '' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = 'docket' AND c.relkind IN ('r', 'p', 'f', 'v', 'm')""").keySet().stream()
                .filter(table -> !made(TABLE).containsKey(table) && !table.equals(PostgresSchema.VERSIONS))
                .forEach(table -> problems.add("table " + table + " is not docket's"));
        found(connection, "SELECT rulename, tablename FROM pg_rules WHERE schemaname = 'docket'")
                .forEach((rule, table) ->
                        problems.add(String.format(Locale.ROOT, "rule %s of table %s is not docket's", rule, table)));
        found(connection, """
                SELECT c.relname, '' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = 'docket' AND c.relrowsecurity""")
                .keySet()
                .forEach(table -> problems.add("table " + table + " hides rows by row security"));
        found(connection, """
                SELECT p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                 WHERE n.nspname = 'docket'""").forEach((function, body) -> {
            if (!function.equals("refuse_change") || !body.contains("RAISE EXCEPTION 'the journal is append-only'")) {
                problems.add("function " + function + " is not docket's");
            }
        });
        return problems;
    }

    private static void compare(
            List<String> problems, String kind, Map<String, String> made, Map<String, String> found) {
        made.forEach((name, sql) -> {
            var actual = found.get(name);
            if (actual == null) {
                problems.add(String.format(Locale.ROOT, "%s %s is missing", kind, name));
            } else if (!plain(actual).equals(plain(sql))) {
                problems.add(String.format(Locale.ROOT, "%s %s was changed", kind, name));
            }
        });
        found.keySet().stream()
                .filter(name -> !made.containsKey(name))
                .forEach(name -> problems.add(String.format(Locale.ROOT, "%s %s is not docket's", kind, name)));
    }

    // PostgreSQL says the same in more words, and the events of a trigger in an order of its own.
    private static String plain(String sql) {
        var words = sql.replace("docket.", "")
                .replace("USING btree", "")
                .replace("::text", "")
                .replace("(", " ")
                .replace(")", " ")
                .replace(",", " ")
                .strip()
                .split("\\s+");
        return String.join(" ", List.of(words).stream().sorted().toList());
    }

    private static Map<String, String> made(Pattern form) {
        Map<String, String> made = new TreeMap<>();
        for (var sql : PostgresSchema.statements()) {
            var match = form.matcher(sql);
            if (match.matches()) {
                made.put(match.group(1), sql);
            }
        }
        return made;
    }

    private static Map<String, String> found(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            Map<String, String> found = new TreeMap<>();
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
            return found;
        }
    }
}
