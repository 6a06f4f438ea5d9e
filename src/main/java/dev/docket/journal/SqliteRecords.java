package dev.docket.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/** The records over one connection, with its prepared statements. Used by one thread at a time. */
final class SqliteRecords implements AutoCloseable {
    private static final String COLUMNS = "sequence, decision_id, request_id, request_digest, bundle_digest, order_id,"
            + " customer_id, disposition, decided_at, request, answer";

    // Always nine digits: as text the times then sort as times, and none is rounded.
    private static final DateTimeFormatter NANOS =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    private final Connection connection;
    private final String stream;
    private final Statement transaction;
    private final PreparedStatement insert;
    private final PreparedStatement byDecisionId;
    private final PreparedStatement byRequestId;
    private final PreparedStatement last;

    /** Takes the connection over, and closes it if it is of no use. */
    @SuppressWarnings("try") // not closed at the end on purpose
    SqliteRecords(Connection connection) throws SQLException {
        this.connection = connection;
        try {
            transaction = connection.createStatement();
            insert = connection.prepareStatement("INSERT INTO record (" + COLUMNS
                    + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
            byDecisionId = connection.prepareStatement("SELECT " + COLUMNS + " FROM record WHERE decision_id = ?");
            byRequestId = connection.prepareStatement("SELECT " + COLUMNS + " FROM record WHERE request_id = ?");
            last = connection.prepareStatement("SELECT coalesce(max(sequence), 0) FROM record");
            stream = streamOf(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Whether it was inserted; not if the sequence, the decision id or the request id is taken. */
    boolean insert(Entry entry, long sequence) throws SQLException {
        insert.setLong(1, sequence);
        insert.setString(2, entry.decisionId());
        insert.setString(3, entry.requestId());
        insert.setString(4, entry.requestDigest());
        insert.setString(5, entry.bundleDigest());
        insert.setString(6, entry.orderId());
        insert.setString(7, entry.customerId());
        insert.setString(8, entry.disposition());
        insert.setString(9, NANOS.format(entry.decidedAt()));
        insert.setBytes(10, entry.request());
        insert.setBytes(11, entry.answer());
        return insert.executeUpdate() == 1;
    }

    Recorded recorded(Entry entry, long sequence) {
        return new Recorded(entry, stream, sequence);
    }

    Optional<Recorded> byDecisionId(String decisionId) throws SQLException {
        return find(byDecisionId, decisionId);
    }

    Optional<Recorded> byRequestId(String requestId) throws SQLException {
        return find(byRequestId, requestId);
    }

    /** The highest sequence, which is also how many records there are: there are no gaps. 0 if there are none. */
    long last() throws SQLException {
        try (var rows = last.executeQuery()) {
            return rows.getLong(1);
        }
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
        transaction.execute("INSERT INTO meta (key, value) VALUES ('room', zeroblob(65536))");
        rollback();
    }

    /** Writes something that is no record, to be committed. */
    void countCheck() throws SQLException {
        transaction.execute("UPDATE meta SET value = value + 1 WHERE key = 'checks'");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private Optional<Recorded> find(PreparedStatement query, String id) throws SQLException {
        query.setString(1, id);
        try (var rows = query.executeQuery()) {
            return rows.next() ? Optional.of(recorded(entry(rows), rows.getLong(1))) : Optional.empty();
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                Instant.parse(row.getString(9)),
                row.getBytes(10),
                row.getBytes(11));
    }

    private static String streamOf(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT value FROM meta WHERE key = 'stream'")) {
            return rows.getString(1);
        }
    }
}
