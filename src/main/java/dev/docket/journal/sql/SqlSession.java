package dev.docket.journal.sql;

import java.sql.Connection;

/** What can be asked over one connection. Used by one thread at a time. */
public record SqlSession(Connection connection) {
    public SqlRecords records() {
        return new SqlRecords(connection);
    }

    public SqlLog log() {
        return new SqlLog(connection);
    }
}
