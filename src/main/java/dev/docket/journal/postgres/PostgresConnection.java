package dev.docket.journal.postgres;

import dev.docket.decision.id.DecisionId;
import dev.docket.journal.Depth;
import dev.docket.journal.checkpoint.Heads;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.WorkEntry;
import dev.docket.journal.sql.RecordColumns;
import dev.docket.journal.sql.RecordInserts;
import dev.docket.journal.sql.Rehearsal;
import dev.docket.journal.sql.SqlLog;
import dev.docket.journal.sql.SqlRecords;
import dev.docket.journal.write.StreamName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** A writer's connection and prepared statements. While it lives, no other can write the stream. Not thread-safe. */
final class PostgresConnection implements AutoCloseable {
    // A severed session ends within seconds; a second service on the same stream does not.
    private static final int LOCK_SECONDS = 5;

    // "Do" before the 48 bits of the stream: other programs may use advisory locks in the same database.
    private static final long LOCK_SPACE = 0x446fL << 48;

    // "Do", in the space of locks with two numbers, which those of streams are not in.
    private static final int DECISION_LOCKS = 0x446f;

    // Small: what is rolled back stays in the database until it is vacuumed.
    private static final int REHEARSAL_BYTES = 256;

    private final Connection connection;
    private final String stream;
    private final RecordInserts inserts;
    private final PreparedStatement withIds;
    private final SqlRecords records;
    private final SqlLog log;

    private PostgresConnection(Connection connection, String stream) throws SQLException {
        this.connection = connection;
        this.stream = stream;
        inserts = RecordInserts.batched(connection);
        withIds = connection.prepareStatement(RecordColumns.select(Depth.WHOLE, "record r")
                + " WHERE r.kind = 'DECISION' AND (r.request_id = ANY (?) OR r.decision_id = ANY (?))");
        records = new SqlRecords(connection);
        log = new SqlLog(connection);
    }

    /**
     * Connects and takes the stream's lock. When this returns, every earlier session of the same name has ended, and
     * whatever it was committing is either there or never will be.
     *
     * @param name unique to this writer
     */
    static PostgresConnection open(PostgresSource source, String name, String stream) throws SQLException {
        var connection = source.write(name);
        try {
            endEarlier(connection, name);
            lock(connection, stream);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            return new PostgresConnection(connection, stream);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    // After a silent network failure, the server does not know yet that the client is gone.
    private static void endEarlier(Connection connection, String name) throws SQLException {
        try (var end = connection.prepareStatement("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE application_name = ? AND usename = current_user AND pid <> pg_backend_pid()")) {
            end.setString(1, name);
            end.execute();
        }
    }

    /** The number of the lock of whoever writes a stream. */
    static long lockOf(String stream) {
        return LOCK_SPACE | StreamName.number(stream);
    }

    private static void lock(Connection connection, String stream) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(String.format(Locale.ROOT, "SET lock_timeout = '%ds'", LOCK_SECONDS));
            statement.execute(String.format(Locale.ROOT, "SELECT pg_advisory_lock(%d)", lockOf(stream)));
            statement.execute("SET lock_timeout = 0");
        }
    }

    SqlLog log() {
        return log;
    }

    /** The existing records with the request id or decision id of one of the decisions. */
    List<Recorded<DecisionEntry>> withIdsOf(List<DecisionEntry> decisions) throws SQLException {
        if (decisions.isEmpty()) {
            return List.of();
        }
        withIds.setArray(1, texts(decisions, DecisionEntry::requestId));
        withIds.setArray(2, texts(decisions, decision -> decision.decisionId().text()));
        return SqlRecords.decisions(withIds);
    }

    /** Until the transaction ends, no other service can add an outcome, or what somebody did, to these decisions. */
    void lock(List<DecisionId> decisionIds) throws SQLException {
        if (decisionIds.isEmpty()) {
            return;
        }
        // In the same order on all services, so they queue and cannot deadlock.
        try (var lock = connection.prepareStatement(
                String.format(Locale.ROOT, "SELECT pg_advisory_xact_lock(%d, id) FROM", DECISION_LOCKS)
                        + " (SELECT DISTINCT hashtext(id) AS id FROM unnest(?) AS given (id) ORDER BY 1) AS ids")) {
            lock.setArray(
                    1,
                    connection.createArrayOf(
                            "text", decisionIds.stream().map(DecisionId::text).toArray()));
            lock.execute();
        }
    }

    /** The latest outcome of each of these decisions that has one. */
    List<Recorded<OutcomeEntry>> latestOutcomesOf(List<DecisionId> decisionIds) throws SQLException {
        var latest = new ArrayList<Recorded<OutcomeEntry>>();
        for (var decisionId : decisionIds) {
            records.latestOutcomeOf(decisionId).ifPresent(latest::add);
        }
        return latest;
    }

    /** Those of some numbers that a step of a policy change has. */
    Set<Long> stepsOf(List<Long> numbers) throws SQLException {
        Set<Long> taken = new HashSet<>();
        for (long number : numbers) {
            records.changes(number - 1, 1).stream()
                    .map(found -> found.entry().number())
                    .filter(found -> found == number)
                    .forEach(taken::add);
        }
        return taken;
    }

    /** Those of some places in the rows of decisions that are taken. */
    Set<WorkEntry.Turn> takenOf(List<WorkEntry.Turn> turns) throws SQLException {
        Set<WorkEntry.Turn> taken = new HashSet<>();
        for (WorkEntry.Turn turn : turns) {
            if (records.isTaken(turn)) {
                taken.add(turn);
            }
        }
        return taken;
    }

    /** Those of some places where a range begins already. */
    Set<IntakeEntry.Place> rangesOf(List<IntakeEntry.Place> places) throws SQLException {
        Set<IntakeEntry.Place> taken = new HashSet<>();
        for (IntakeEntry.Place place : places) {
            if (records.isTaken(place)) {
                taken.add(place);
            }
        }
        return taken;
    }

    private Array texts(List<DecisionEntry> decisions, Function<DecisionEntry, String> id) throws SQLException {
        return connection.createArrayOf("text", decisions.stream().map(id).toArray());
    }

    /** Inserts records and their index entries. None of their ids may exist yet. */
    void insert(List<Recorded<Entry>> fresh) throws SQLException {
        inserts.insertAll(fresh);
    }

    /** Finds out whether a record can be inserted, and takes it back. */
    void rehearse(Heads heads) throws SQLException {
        var last = log.last(stream);
        heads.ensureCovers(log.head(stream), last);
        Rehearsal.insert(inserts, last, REHEARSAL_BYTES);
        rollback();
    }

    /** Writes a row that is not a record, to test the commit. */
    void countCheck() throws SQLException {
        try (var update = connection.prepareStatement("UPDATE stream SET checks = checks + 1 WHERE name = ?")) {
            update.setString(1, stream);
            update.executeUpdate();
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
