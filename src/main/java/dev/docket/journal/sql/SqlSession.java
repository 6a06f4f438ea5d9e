package dev.docket.journal.sql;

import java.sql.Connection;

/** The queries of one connection. Not thread-safe. */
public record SqlSession(Connection connection) {
    public SqlRecords records() {
        return new SqlRecords(connection);
    }

    public SqlLog log() {
        return new SqlLog(connection);
    }
}
