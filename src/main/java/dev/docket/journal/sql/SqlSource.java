package dev.docket.journal.sql;

import dev.docket.journal.JournalUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A database with records. */
public interface SqlSource {
    /** A read-only connection. */
    Connection read() throws SQLException;

    /** Whether the connection is still usable after this failure, so that a new one would fail the same way. */
    boolean isReachableAfter(SQLException failure);

    /** Ends whatever a connection for reading reads after a time, until the transaction ends or {@link #unlimited} is called. */
    void limited(Connection connection, Duration longest) throws SQLException;

    /** Lets the connection read as long as it takes. */
    void unlimited(Connection connection) throws SQLException;

    /** Whether this failure is the end of the time that {@link #limited} gave. */
    boolean isOutOfTime(SQLException failure);

    /** The failure as an exception that says what to do. */
    JournalUnavailableException unavailable(SQLException cause);

    /** Whether its driver reads a result row by row only within a transaction, and otherwise all of it ahead. */
    default boolean readsInTransactions() {
        return false;
    }

    /** What is not as docket made it: tables, indexes, triggers, and the content of indexes. */
    default List<String> structureProblems(Connection connection) throws SQLException {
        return List.of();
    }
}
