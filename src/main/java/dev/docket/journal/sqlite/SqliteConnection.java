package dev.docket.journal.sqlite;

import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.sql.RecordColumns;
import dev.docket.journal.sql.SqlLog;
import dev.docket.journal.sql.SqlRecords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** One connection to the file, with what it has prepared. Used by one thread at a time. */
final class SqliteConnection implements AutoCloseable {
    private final Connection connection;
    private final Statement transaction;
    private final PreparedStatement record;
    private final PreparedStatement payload;
    private final PreparedStatement code;
    private final PreparedStatement rule;
    private final String stream;
    private final SqlRecords records;
    private final SqlLog log;

    /** Takes the connection over, and closes it if it is of no use. */
    @SuppressWarnings("try") // not closed at the end on purpose
    SqliteConnection(Connection connection) throws SQLException {
        this.connection = connection;
        try {
            transaction = connection.createStatement();
            record = connection.prepareStatement("INSERT INTO record (" + RecordColumns.NAMES + ") VALUES ("
                    + RecordColumns.PLACEHOLDERS + ") ON CONFLICT DO NOTHING");
            payload = connection.prepareStatement(
                    "INSERT INTO payload (stream, sequence, document, answer) VALUES (?, ?, ?, ?)");
            code = connection.prepareStatement(
                    "INSERT INTO record_code (code, at, stream, sequence) VALUES (?, ?, ?, ?)");
            rule = connection.prepareStatement(
                    "INSERT INTO record_rule (rule_id, at, stream, sequence) VALUES (?, ?, ?, ?)");
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

    /** Whether it was inserted; not if the decision id or the request id is taken. */
    boolean insert(Entry entry, Position position) throws SQLException {
        RecordColumns.bind(record, entry, position);
        if (record.executeUpdate() == 0) {
            return false;
        }
        switch (entry) {
            case DecisionEntry decision -> {
                insertPayloads(position, decision.request(), decision.answer());
                for (var one : decision.facets().codes()) {
                    insertTerm(code, one, decision, position);
                }
                for (var one : decision.facets().ruleIds()) {
                    insertTerm(rule, one, decision, position);
                }
            }
            case OutcomeEntry outcome -> insertPayloads(position, outcome.document(), null);
            case RetirementEntry retirement -> dropPayloads(retirement.upTo());
        }
        log.complete(position.stream(), position.sequence());
        return true;
    }

    private void insertPayloads(Position position, Payload document, @Nullable Payload answer) throws SQLException {
        payload.setString(1, position.stream());
        payload.setLong(2, position.sequence());
        payload.setBytes(3, RecordColumns.bytes(document));
        payload.setBytes(4, answer == null ? null : RecordColumns.bytes(answer));
        payload.executeUpdate();
    }

    private static void insertTerm(PreparedStatement insert, String term, DecisionEntry entry, Position position)
            throws SQLException {
        insert.setString(1, term);
        insert.setLong(2, entry.at().toEpochMilli());
        insert.setString(3, position.stream());
        insert.setLong(4, position.sequence());
        insert.executeUpdate();
    }

    /**
     * Takes the write lock until {@link #commit} or {@link #rollback}.
     *
     * <p>Said in SQL because the driver's {@code commit()} begins the next transaction in the same call: it would keep the
     * lock between batches, and report a commit that succeeded as failed when the lock cannot be had again.
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

    /** Finds out whether a record of common size has room, and takes it back. */
    void tryRoom() throws SQLException {
        begin();
        transaction.execute(
                "INSERT INTO node (stream, level, idx, hash) VALUES ('" + stream + "', -1, 0, zeroblob(65536))");
        rollback();
    }

    /** Writes something that is no record, to be committed. */
    void countCheck() throws SQLException {
        transaction.execute("UPDATE stream SET checks = checks + 1");
    }

    // In the transaction of the record that says so: either both are there or neither.
    private void dropPayloads(long upTo) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM payload WHERE sequence <= ?")) {
            delete.setLong(1, upTo);
            delete.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
