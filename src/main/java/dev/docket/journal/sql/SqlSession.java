package dev.docket.journal.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** One connection that reads. Used by one thread at a time. */
public final class SqlSession implements AutoCloseable {
    private final Connection connection;
    private final SqlRecords records;
    private final SqlLog log;

    /** Takes the connection over, and closes it if it is of no use. */
    SqlSession(Connection connection) throws SQLException {
        this.connection = connection;
        try {
            records = new SqlRecords(connection);
            log = new SqlLog(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    SqlRecords records() {
        return records;
    }

    public SqlLog log() {
        return log;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
