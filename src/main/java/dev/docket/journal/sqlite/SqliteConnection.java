package dev.docket.journal.sqlite;

import dev.docket.journal.checkpoint.Heads;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Position;
import dev.docket.journal.sql.RecordInserts;
import dev.docket.journal.sql.Rehearsal;
import dev.docket.journal.sql.SqlLog;
import dev.docket.journal.sql.SqlRecords;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One connection to the file and its prepared statements. Not thread-safe. */
final class SqliteConnection implements AutoCloseable {
    private static final int REHEARSAL_BYTES = 32 << 10;

    private final Connection connection;
    private final Statement transaction;
    private final RecordInserts inserts;
    private final String stream;
    private final SqlRecords records;
    private final SqlLog log;

    /** Takes ownership of the connection, and closes it if it is unusable. */
    @SuppressWarnings("try") // not closed at the end on purpose
    SqliteConnection(Connection connection) throws SQLException {
        this.connection = connection;
        try {
            transaction = connection.createStatement();
            inserts = RecordInserts.oneByOne(connection);
            records = new SqlRecords(connection);
            log = new SqlLog(connection);
            stream = log.streams().getFirst();
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    String stream() {
        return stream;
    }

    SqlRecords records() {
        return records;
    }

    SqlLog log() {
        return log;
    }

    /** Whether it was inserted; false if the decision id or request id exists. */
    boolean insert(Entry entry, Position position) throws SQLException {
        return inserts.insert(entry, position);
    }

    /**
     * Takes the write lock until {@link #commit} or {@link #rollback}.
     *
     * <p>In plain SQL, because the driver's {@code commit()} starts the next transaction in the same call. That would keep the
     * lock between batches, and report a successful commit as failed if the lock cannot be taken again.
     */
    void begin() throws SQLException {
        transaction.execute("BEGIN IMMEDIATE");
    }

    void commit() throws SQLException {
        transaction.execute("COMMIT");
    }

    void rollback() throws SQLException {
        transaction.execute("ROLLBACK");
    }

    /** Finds out whether a record of common size can be inserted, and takes it back. */
    void rehearse(Heads heads) throws SQLException {
        begin();
        var last = log.last(stream);
        heads.ensureCovers(log.head(stream), last);
        Rehearsal.insert(inserts, last, REHEARSAL_BYTES);
        rollback();
    }

    /** Writes a row that is not a record, to test the commit. */
    void countCheck() throws SQLException {
        transaction.execute("UPDATE stream SET checks = checks + 1");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
