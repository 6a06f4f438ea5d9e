package dev.docket.journal.sql;

import dev.docket.journal.JournalUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Where the records are. */
public interface SqlSource {
    /** A connection that cannot change anything. */
    Connection read() throws SQLException;

    /** Whether the connection that failed so is still of use: then another one would fail the same way. */
    boolean isReachableAfter(SQLException failure);

    /** The failure with what to do about it. */
    JournalUnavailableException unavailable(SQLException cause);

    /** What is not as docket made it: tables, indexes, triggers, and the content of indexes. */
    default List<String> structureProblems(Connection connection) throws SQLException {
        return List.of();
    }
}
