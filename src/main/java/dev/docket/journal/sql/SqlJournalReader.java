package dev.docket.journal.sql;

import dev.docket.decision.id.DecisionId;
import dev.docket.digest.Digest;
import dev.docket.journal.Cursor;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.Log;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.WorkEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a journal in an SQL store. */
public final class SqlJournalReader implements JournalReader {
    private final SqlReaders readers;

    public SqlJournalReader(SqlReaders readers) {
        this.readers = readers;
    }

    @Override
    public Optional<Recorded<DecisionEntry>> findByDecisionId(DecisionId decisionId) {
        return readers.read(session -> session.records().byDecisionId(decisionId));
    }

    @Override
    public List<Recorded<DecisionEntry>> findByDecisionIds(List<DecisionId> decisionIds) {
        List<Recorded<DecisionEntry>> found = new ArrayList<>();
        Set<DecisionId> left = new LinkedHashSet<>(decisionIds);
        while (!left.isEmpty()) {
            List<DecisionId> wanted = List.copyOf(left);
            List<Recorded<DecisionEntry>> some =
                    readers.read(session -> session.records().byDecisionIds(wanted));
            if (some.isEmpty()) {
                break;
            }
            // Large payloads come in several answers.
            some.forEach(one -> left.remove(one.entry().decisionId()));
            found.addAll(some);
        }
        return found;
    }

    @Override
    public Optional<Recorded<DecisionEntry>> findByRequestId(String requestId) {
        return isText(requestId) ? readers.read(session -> session.records().byRequestId(requestId)) : Optional.empty();
    }

    @Override
    public List<Recorded<OutcomeEntry>> outcomesOf(DecisionId decisionId, int skip, int limit) {
        return readers.read(session -> session.records().outcomesOf(decisionId, skip, limit));
    }

    @Override
    public Optional<Recorded<OutcomeEntry>> latestOutcomeOf(DecisionId decisionId) {
        return readers.read(session -> session.records().latestOutcomeOf(decisionId));
    }

    @Override
    public List<Recorded<OutcomeEntry>> latestOutcomesOf(List<DecisionId> decisionIds, Depth depth) {
        List<Recorded<OutcomeEntry>> found = new ArrayList<>();
        Set<DecisionId> left = new LinkedHashSet<>(decisionIds);
        while (!left.isEmpty()) {
            List<DecisionId> wanted = List.copyOf(left);
            List<Recorded<OutcomeEntry>> some =
                    readers.read(session -> session.records().latestOutcomesOf(wanted, depth));
            found.addAll(some);
            // Most decisions have none: only a full answer may have left some out.
            if (some.stream()
                            .mapToLong(one -> SqlRecords.payloadBytes(one.entry()))
                            .sum()
                    < SqlRecords.MOST_PAYLOAD_BYTES) {
                break;
            }
            some.forEach(one -> left.remove(one.entry().decisionId()));
        }
        return found;
    }

    @Override
    public List<Recorded<OutcomeEntry>> outcomePage(Optional<Cursor> after, int limit) {
        return after.map(Cursor::stream).stream().allMatch(SqlJournalReader::isText)
                ? readers.read(session -> session.records().outcomePage(after, limit))
                : List.of();
    }

    @Override
    public List<Recorded<DecisionEntry>> page(
            Filter filter, Direction direction, Depth depth, Optional<Cursor> after, int limit) {
        return filter.values().values().stream().allMatch(SqlJournalReader::isText)
                        && filter.attributes().values().stream().allMatch(SqlJournalReader::isText)
                        && filter.ending().flatMap(Filter.Ending::by).stream().allMatch(SqlJournalReader::isText)
                        && after.map(Cursor::stream).stream().allMatch(SqlJournalReader::isText)
                ? readers.read(session -> session.records().page(filter, direction, depth, after, limit))
                : List.of();
    }

    @Override
    public Optional<Instant> beginOfNewest(Instant from, Instant to, int most) {
        return readers.read(session -> session.records().beginOfNewest(from, to, most));
    }

    @Override
    public List<Recorded<ChangeEntry>> changes(long after, int limit) {
        return readers.read(session -> session.records().changes(after, limit));
    }

    @Override
    public List<Recorded<WorkEntry>> workOf(DecisionId decisionId) {
        return readers.read(session -> session.records().workOf(decisionId));
    }

    @Override
    public List<Recorded<WorkEntry>> holdsOf(List<DecisionId> decisionIds) {
        return decisionIds.isEmpty()
                ? List.of()
                : readers.read(session -> session.records().holdsOf(decisionIds));
    }

    @Override
    public List<Recorded<WorkEntry>> workPage(Optional<Cursor> after, int limit) {
        return after.map(Cursor::stream).stream().allMatch(SqlJournalReader::isText)
                ? readers.read(session -> session.records().workPage(after, limit))
                : List.of();
    }

    @Override
    public Optional<Long> intakeEnd(String topic, int partition) {
        return readers.read(session -> session.records().intakeEnd(topic, partition));
    }

    @Override
    public List<Recorded<Entry>> records(String stream, long fromSequence, int limit) {
        return readers.read(session -> session.records().inSequence(stream, fromSequence, limit));
    }

    @Override
    public List<Log> logs() {
        return readers.read(session -> session.log().streams()).stream()
                .map(this::log)
                .toList();
    }

    /** The log of one stream. */
    Log log(String stream) {
        return new StreamLog(readers, stream);
    }

    @Override
    public long countOrphans() {
        return readers.read(session -> session.records().countOrphans());
    }

    @Override
    public IndexCount countIndexEntries() {
        return readers.read(session -> session.records().countIndexEntries());
    }

    @Override
    public List<Digest> bundleDigests() {
        return readers.read(session -> session.records().bundleDigests());
    }

    @Override
    public List<String> structureProblems() {
        return readers.structureProblems();
    }

    @Override
    public long count() {
        return readers.read(session -> session.records().count());
    }

    @Override
    public void close() {
        readers.close();
    }

    // Records never contain NUL, and PostgreSQL rejects it even in a query.
    private static boolean isText(String value) {
        return value.indexOf('\0') < 0;
    }
}
