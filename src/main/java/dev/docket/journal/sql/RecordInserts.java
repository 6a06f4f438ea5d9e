package dev.docket.journal.sql;

import dev.docket.journal.record.AttributeFacets;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.record.WorkEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts records and their index entries over one connection. Not thread-safe. */
public final class RecordInserts {
    private final Connection connection;
    private final SqlLog log;
    private final boolean isBatched;
    private final PreparedStatement record;
    private final PreparedStatement payload;
    private final PreparedStatement code;
    private final PreparedStatement rule;
    private final PreparedStatement attribute;

    private RecordInserts(Connection connection, boolean isBatched, String insertRecord) throws SQLException {
        this.connection = connection;
        this.isBatched = isBatched;
        log = new SqlLog(connection);
        record = connection.prepareStatement(insertRecord);
        payload = connection.prepareStatement(
                "INSERT INTO payload (stream, sequence, document, answer) VALUES (?, ?, ?, ?)");
        code = connection.prepareStatement("INSERT INTO record_code (code, at, stream, sequence) VALUES (?, ?, ?, ?)");
        rule = connection.prepareStatement(
                "INSERT INTO record_rule (rule_id, at, stream, sequence) VALUES (?, ?, ?, ?)");
        attribute = connection.prepareStatement(
                "INSERT INTO record_attribute (attribute, at, stream, sequence) VALUES (?, ?, ?, ?)");
    }

    /** Inserts each row separately, and skips records whose id exists. */
    public static RecordInserts oneByOne(Connection connection) throws SQLException {
        return new RecordInserts(connection, false, RecordColumns.INSERT + " ON CONFLICT DO NOTHING");
    }

    /** Sends the rows of many records at once, to save round trips. */
    public static RecordInserts batched(Connection connection) throws SQLException {
        return new RecordInserts(connection, true, RecordColumns.INSERT);
    }

    /** Whether the record was inserted; false if its decision id or request id exists. */
    public boolean insert(Entry entry, Position position) throws SQLException {
        RowWriter.bind(record, entry, position);
        if (record.executeUpdate() == 0) {
            return false;
        }
        insertRest(entry, position);
        log.complete(position.stream(), position.sequence());
        return true;
    }

    /** Inserts records of one stream, in sequence. None of their ids may exist yet. */
    public void insertAll(List<Recorded<Entry>> fresh) throws SQLException {
        // Services that insert the same request ids in the same order queue and cannot deadlock.
        for (var one : fresh.stream().sorted(RecordInserts::byRequestId).toList()) {
            RowWriter.bind(record, one.entry(), one.position());
            record.addBatch();
        }
        record.executeBatch();
        for (var one : fresh) {
            insertRest(one.entry(), one.position());
        }
        flush();
        for (var one : fresh) {
            log.complete(one.position().stream(), one.position().sequence());
        }
    }

    /** Sends what {@link #insert} only gathered. */
    void flush() throws SQLException {
        if (isBatched) {
            for (var batch : List.of(payload, code, rule, attribute)) {
                batch.executeBatch();
            }
        }
    }

    private static int byRequestId(Recorded<Entry> one, Recorded<Entry> other) {
        return requestId(one).compareTo(requestId(other));
    }

    private static String requestId(Recorded<Entry> recorded) {
        return recorded.entry() instanceof DecisionEntry decision ? decision.requestId() : "";
    }

    private void insertRest(Entry entry, Position position) throws SQLException {
        switch (entry) {
            case DecisionEntry decision -> {
                insertPayloads(position, decision.request(), decision.answer());
                for (var one : decision.facets().codes()) {
                    insertTerm(code, one.text(), decision, position);
                }
                for (var one : decision.facets().ruleIds()) {
                    insertTerm(rule, one.text(), decision, position);
                }
                for (var one : AttributeFacets.words(decision.facets().attributes())) {
                    insertTerm(attribute, one, decision, position);
                }
            }
            case OutcomeEntry outcome -> insertPayloads(position, outcome.document(), null);
            case ChangeEntry change -> insertPayloads(position, change.document(), null);
            case WorkEntry work -> insertPayloads(position, work.document(), null);
            case IntakeEntry intake -> {}
            case RetirementEntry retirement -> dropPayloads(position.stream(), retirement.upTo());
        }
    }

    private void insertPayloads(Position position, Payload document, @Nullable Payload answer) throws SQLException {
        payload.setString(1, position.stream());
        payload.setLong(2, position.sequence());
        payload.setBytes(3, bytes(document));
        payload.setBytes(4, answer == null ? null : bytes(answer));
        run(payload);
    }

    private static byte[] bytes(Payload payload) {
        return switch (payload) {
            case Payload.Kept kept -> kept.bytes();
            case Payload.Retired retired -> throw new IllegalArgumentException("a retired payload cannot be recorded");
            case Payload.Unread unread -> throw new IllegalArgumentException("an unread payload cannot be recorded");
        };
    }

    private void insertTerm(PreparedStatement insert, String term, DecisionEntry entry, Position position)
            throws SQLException {
        insert.setString(1, term);
        insert.setLong(2, entry.at().toEpochMilli());
        insert.setString(3, position.stream());
        insert.setLong(4, position.sequence());
        run(insert);
    }

    private void run(PreparedStatement insert) throws SQLException {
        if (isBatched) {
            insert.addBatch();
        } else {
            insert.executeUpdate();
        }
    }

    // In the same transaction as the retirement record, so both take effect or neither. Who approved what is no
    // order's, and is kept.
    private void dropPayloads(String stream, long upTo) throws SQLException {
        dropPayloads(connection, stream, upTo);
    }

    /** Deletes the payloads of a stream up to a record, as its retirement does. */
    public static void dropPayloads(Connection connection, String stream, long upTo) throws SQLException {
        try (var delete =
                connection.prepareStatement("DELETE FROM payload WHERE stream = ? AND sequence <= ? AND sequence NOT IN"
                        + " (SELECT sequence FROM record WHERE stream = ? AND kind = 'CHANGE')")) {
            delete.setString(1, stream);
            delete.setLong(2, upTo);
            delete.setString(3, stream);
            delete.executeUpdate();
        }
    }
}
