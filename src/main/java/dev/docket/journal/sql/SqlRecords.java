package dev.docket.journal.sql;

import dev.docket.decision.id.DecisionId;
import dev.docket.digest.Digest;
import dev.docket.journal.Cursor;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.record.WorkEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads records over one connection, in SQL common to all stores. Not thread-safe. */
public final class SqlRecords {
    // Thousands of records of usual size. Whoever sends the largest ones must not fill the memory of whoever reads
    // them.
    static final long MOST_PAYLOAD_BYTES = 16L << 20;

    // So many rows at a time where a driver would read all of them ahead.
    private static final int FETCHED_ROWS = 32;

    private static final String OUTCOMES_OF =
            RecordColumns.select(Depth.WHOLE, "record r") + " WHERE r.decision_id = ? AND r.kind = 'OUTCOME'";

    // A clock that is set back must not put what a stream records later before what it recorded earlier. Only between
    // streams
    // nothing but their clocks says what was first.
    private static final String SINCE = "max(r.at) OVER (PARTITION BY r.stream ORDER BY r.sequence)";

    private final Connection connection;

    public SqlRecords(Connection connection) {
        this.connection = connection;
    }

    public Optional<Recorded<DecisionEntry>> byDecisionId(DecisionId decisionId) throws SQLException {
        return decision("r.decision_id = ? AND r.kind = 'DECISION'", decisionId.text());
    }

    /** As many of them as an answer may hold; none only if there are none. */
    List<Recorded<DecisionEntry>> byDecisionIds(List<DecisionId> decisionIds) throws SQLException {
        var sql = RecordColumns.select(Depth.WHOLE, "record r") + " WHERE r.kind = 'DECISION' AND r.decision_id IN ("
                + String.join(", ", Collections.nCopies(decisionIds.size(), "?")) + ")";
        List<Object> ids = decisionIds.stream().<Object>map(DecisionId::text).toList();
        return query(sql, Depth.WHOLE, ids).stream().map(SqlRecords::decision).toList();
    }

    public Optional<Recorded<DecisionEntry>> byRequestId(String requestId) throws SQLException {
        return decision("r.request_id = ?", requestId);
    }

    private Optional<Recorded<DecisionEntry>> decision(String condition, String id) throws SQLException {
        // PostgreSQL takes no NUL in a text and would fail; no id has one.
        if (id.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        var sql = RecordColumns.select(Depth.WHOLE, "record r") + " WHERE " + condition;
        return query(sql, Depth.WHOLE, List.of(id)).stream().findFirst().map(SqlRecords::decision);
    }

    List<Recorded<OutcomeEntry>> outcomesOf(DecisionId decisionId, int skip, int limit) throws SQLException {
        var sql = OUTCOMES_OF + " ORDER BY " + SINCE + ", r.stream, r.sequence LIMIT ? OFFSET ?";
        return query(sql, Depth.WHOLE, List.of(decisionId.text(), (long) limit, (long) skip)).stream()
                .map(SqlRecords::outcome)
                .toList();
    }

    public Optional<Recorded<OutcomeEntry>> latestOutcomeOf(DecisionId decisionId) throws SQLException {
        var sql = OUTCOMES_OF + " ORDER BY " + SINCE + " DESC, r.stream DESC, r.sequence DESC LIMIT 1";
        return query(sql, Depth.WHOLE, List.of(decisionId.text())).stream()
                .map(SqlRecords::outcome)
                .findFirst();
    }

    /** As many of them as an answer may hold; none only if there are none. */
    List<Recorded<OutcomeEntry>> latestOutcomesOf(List<DecisionId> decisionIds, Depth depth) throws SQLException {
        var sql = RecordColumns.select(depth, "record r") + " WHERE r.kind = 'OUTCOME' AND r.decision_id IN ("
                + String.join(", ", Collections.nCopies(decisionIds.size(), "?")) + ") AND (r.stream, r.sequence) ="
                + " (SELECT o.stream, o.sequence " + EndingSql.LAST + ")";
        List<Object> ids = decisionIds.stream().<Object>map(DecisionId::text).toList();
        return query(sql, depth, ids).stream().map(SqlRecords::outcome).toList();
    }

    List<Recorded<OutcomeEntry>> outcomePage(Optional<Cursor> after, int limit) throws SQLException {
        var beginning = new Cursor(Instant.EPOCH, "", 0);
        var last = after.orElse(beginning);
        var sql = RecordColumns.select(Depth.WHOLE, "record r") + " WHERE r.kind = 'OUTCOME'"
                + " AND (r.at, r.stream, r.sequence) > (?, ?, ?) ORDER BY r.at, r.stream, r.sequence LIMIT ?";
        var values = List.<Object>of(last.at().toEpochMilli(), last.stream(), last.sequence(), (long) limit);
        return query(sql, Depth.WHOLE, values).stream().map(SqlRecords::outcome).toList();
    }

    /** Steps of policy changes, in their order. */
    public List<Recorded<ChangeEntry>> changes(long after, int limit) throws SQLException {
        var sql = RecordColumns.select(Depth.WHOLE, "record r") + " WHERE r.step > ? ORDER BY r.step LIMIT ?";
        return query(sql, Depth.WHOLE, List.of(RowWriter.step(after), (long) limit)).stream()
                .map(recorded -> new Recorded<>((ChangeEntry) recorded.entry(), recorded.position()))
                .toList();
    }

    List<Recorded<WorkEntry>> workOf(DecisionId decisionId) throws SQLException {
        var sql = RecordColumns.select(Depth.WHOLE, "record r")
                + " WHERE r.decision_id = ? AND r.work IS NOT NULL ORDER BY r.work LIMIT ?";
        return query(sql, Depth.WHOLE, List.of(decisionId.text(), (long) JournalReader.MOST_WORK)).stream()
                .map(SqlRecords::work)
                .toList();
    }

    List<Recorded<WorkEntry>> holdsOf(List<DecisionId> decisionIds) throws SQLException {
        var sql = RecordColumns.select(Depth.HEADERS, "record r") + " WHERE r.work IS NOT NULL AND r.decision_id IN ("
                + String.join(", ", Collections.nCopies(decisionIds.size(), "?")) + ")"
                + " AND r.work = (SELECT max(w.work) FROM record w WHERE w.decision_id = r.decision_id"
                + " AND w.work IS NOT NULL AND w.detail <> '" + RowWriter.detail(WorkEntry.Act.NOTED, "") + "')";
        List<Object> ids = decisionIds.stream().<Object>map(DecisionId::text).toList();
        return query(sql, Depth.HEADERS, ids).stream().map(SqlRecords::work).toList();
    }

    /** Whether a place in the row of a decision is taken. */
    public boolean isTaken(WorkEntry.Turn turn) throws SQLException {
        var sql = RecordColumns.select(Depth.HEADERS, "record r") + " WHERE r.decision_id = ? AND r.work = ?";
        return !query(sql, Depth.HEADERS, List.of(turn.decisionId().text(), RowWriter.step(turn.number())))
                .isEmpty();
    }

    /** Whether a range begins there. */
    public boolean isTaken(IntakeEntry.Place place) throws SQLException {
        var sql = RecordColumns.select(Depth.HEADERS, "record r") + " WHERE r.intake = ?";
        return !query(sql, Depth.HEADERS, List.of(place.text())).isEmpty();
    }

    Optional<Long> intakeEnd(String topic, int partition) throws SQLException {
        var sql = RecordColumns.select(Depth.HEADERS, "record r")
                + " WHERE r.intake BETWEEN ? AND ? ORDER BY r.intake DESC LIMIT 1";
        var first = new IntakeEntry.Place(topic, partition, 0).text();
        var last = new IntakeEntry.Place(topic, partition, Long.MAX_VALUE).text();
        return query(sql, Depth.HEADERS, List.of(first, last)).stream()
                .map(recorded -> ((IntakeEntry) recorded.entry()).to())
                .findFirst();
    }

    List<Recorded<WorkEntry>> workPage(Optional<Cursor> after, int limit) throws SQLException {
        var last = after.orElse(new Cursor(Instant.EPOCH, "", 0));
        var sql = RecordColumns.select(Depth.HEADERS, "record r") + " WHERE r.kind = 'WORK'"
                + " AND (r.at, r.stream, r.sequence) > (?, ?, ?) ORDER BY r.at, r.stream, r.sequence LIMIT ?";
        var values = List.<Object>of(last.at().toEpochMilli(), last.stream(), last.sequence(), (long) limit);
        return query(sql, Depth.HEADERS, values).stream().map(SqlRecords::work).toList();
    }

    List<Recorded<DecisionEntry>> page(
            Filter filter, Direction direction, Depth depth, Optional<Cursor> after, int limit) throws SQLException {
        var wanted = FilterSql.of(filter, direction, after);
        var values = new ArrayList<>(wanted.values());
        values.add((long) limit);
        var sql = RecordColumns.select(depth, wanted.from()) + wanted.where() + wanted.order() + " LIMIT ?";
        return query(sql, depth, values).stream().map(SqlRecords::decision).toList();
    }

    Optional<Instant> beginOfNewest(Instant from, Instant to, int most) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT r.at FROM record r WHERE r.at >= ? AND r.at < ? ORDER BY r.at DESC, r.stream DESC LIMIT 1 OFFSET ?")) {
            statement.setLong(1, EpochMillis.of(from));
            statement.setLong(2, EpochMillis.of(to));
            statement.setLong(3, most);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(Instant.ofEpochMilli(rows.getLong(1))) : Optional.empty();
            }
        }
    }

    List<Recorded<Entry>> inSequence(String stream, long from, int limit) throws SQLException {
        var sql = RecordColumns.select(Depth.WHOLE, "record r")
                + " WHERE r.stream = ? AND r.sequence >= ? ORDER BY r.sequence LIMIT ?";
        return query(sql, Depth.WHOLE, List.of(stream, from, (long) limit));
    }

    /** The number of decisions. All other kinds are rare and have an index of their own. */
    long count() throws SQLException {
        return number(
                        "SELECT coalesce(sum((SELECT max(sequence) FROM record r WHERE r.stream = s.name)), 0) FROM stream s")
                - number("SELECT count(*) FROM record WHERE kind <> 'DECISION'");
    }

    long countOrphans() throws SQLException {
        long orphans = number("SELECT count(*) FROM payload p WHERE NOT EXISTS"
                + " (SELECT 1 FROM record r WHERE r.stream = p.stream AND r.sequence = p.sequence)");
        for (var table : List.of("record", "node", "checkpoint")) {
            orphans += number("SELECT count(*) FROM %s WHERE stream NOT IN (SELECT name FROM stream)".formatted(table));
        }
        return orphans;
    }

    JournalReader.IndexCount countIndexEntries() throws SQLException {
        return new JournalReader.IndexCount(
                number("SELECT count(*) FROM record_code")
                        + number("SELECT count(*) FROM record_rule")
                        + number("SELECT count(*) FROM record_attribute"),
                wrong("record_code", "code", "codes")
                        + wrong("record_rule", "rule_id", "rule_ids")
                        + wrong("record_attribute", "attribute", "attributes"));
    }

    // One index step per digest instead of one per record.
    List<Digest> bundleDigests() throws SQLException {
        var digests = new ArrayList<Digest>();
        try (var next = connection.prepareStatement(
                "SELECT min(bundle_digest) FROM record WHERE kind = 'DECISION' AND bundle_digest > ?")) {
            for (var last = ""; ; ) {
                next.setString(1, last);
                try (var rows = next.executeQuery()) {
                    if (!rows.next() || rows.getString(1) == null) {
                        return digests;
                    }
                    last = rows.getString(1);
                    // Whoever reads the record itself will find that it was changed.
                    if (Digest.isDigest(last)) {
                        digests.add(new Digest(last));
                    }
                }
            }
        }
    }

    // A word is in a list if the list changes without it; LIKE would take a changed word's wildcards for a match.
    private long wrong(String table, String word, String list) throws SQLException {
        return number("""
                SELECT count(*) FROM %s i LEFT JOIN record r ON r.stream = i.stream AND r.sequence = i.sequence
                WHERE r.sequence IS NULL OR r.at <> i.at
                   OR replace(' ' || coalesce(r.%3$s, '') || ' ', ' ' || i.%2$s || ' ', '') = ' ' || coalesce(r.%3$s, '') || ' '
                """.formatted(table, word, list));
    }

    private long number(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private List<Recorded<Entry>> query(String sql, Depth depth, List<Object> values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return all(statement, depth);
        }
    }

    /** Runs a query for complete decision records. */
    public static List<Recorded<DecisionEntry>> decisions(PreparedStatement query) throws SQLException {
        return all(query, Depth.WHOLE).stream().map(SqlRecords::decision).toList();
    }

    private static List<Recorded<Entry>> all(PreparedStatement query, Depth depth) throws SQLException {
        query.setFetchSize(FETCHED_ROWS);
        try (ResultSet rows = query.executeQuery()) {
            var found = new ArrayList<Recorded<Entry>>();
            long bytes = 0;
            while (bytes < MOST_PAYLOAD_BYTES && rows.next()) {
                var recorded = RowReader.read(rows, depth);
                found.add(recorded);
                bytes += payloadBytes(recorded.entry());
            }
            return found;
        }
    }

    static long payloadBytes(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision ->
                decision.request().keptBytes() + decision.answer().keptBytes();
            case OutcomeEntry outcome -> outcome.document().keptBytes();
            case RetirementEntry retirement -> 0;
            case ChangeEntry change -> change.document().keptBytes();
            case WorkEntry work -> work.document().keptBytes();
            case IntakeEntry intake -> 0;
        };
    }

    private static Recorded<DecisionEntry> decision(Recorded<Entry> recorded) {
        return new Recorded<>((DecisionEntry) recorded.entry(), recorded.position());
    }

    private static Recorded<WorkEntry> work(Recorded<Entry> recorded) {
        return new Recorded<>((WorkEntry) recorded.entry(), recorded.position());
    }

    private static Recorded<OutcomeEntry> outcome(Recorded<Entry> recorded) {
        return new Recorded<>((OutcomeEntry) recorded.entry(), recorded.position());
    }
}
