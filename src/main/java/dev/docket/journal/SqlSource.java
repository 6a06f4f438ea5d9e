package dev.docket.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** Where the records are. */
interface SqlSource {
    /** A connection that cannot change anything. */
    Connection read() throws SQLException;

    /** The failure with what to do about it. */
    JournalUnavailableException unavailable(SQLException cause);
}
