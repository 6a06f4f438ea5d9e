package dev.docket.spark;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DuckDB over the tables of an export: another reader of Parquet, and another way to count. */
public final class Duck implements AutoCloseable {
    private final Connection connection;

    /** @param exported what was exported */
    public Duck(Path exported) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET TimeZone = 'UTC'");
        for (String table : List.of("decisions", "verdicts", "outcomes")) {
            table(table, exported.resolve(table) + "/*/*.parquet");
        }
    }

    /** Names a table of Parquet files. */
    public void table(String name, String files) throws SQLException {
        execute("CREATE VIEW %s AS SELECT * FROM read_parquet('%s', hive_partitioning = true)".formatted(name, files));
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows as lists; numbers plain and without trailing zeros, absent values as an empty text. */
    public List<List<String>> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(text(result.getObject(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** A value as {@link #rows} has it. */
    public static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            case Object other -> other.toString();
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
