package dev.docket.journal;

import java.util.List;
import java.util.Optional;

/** Reads a journal in an SQL store. */
final class SqlJournalReader implements JournalReader {
    private final SqlReaders readers;

    SqlJournalReader(SqlReaders readers) {
        this.readers = readers;
    }

    @Override
    public Optional<Recorded<DecisionEntry>> findByDecisionId(String decisionId) {
        return readers.read(session -> session.records().byDecisionId(decisionId));
    }

    @Override
    public Optional<Recorded<DecisionEntry>> findByRequestId(String requestId) {
        return readers.read(session -> session.records().byRequestId(requestId));
    }

    @Override
    public List<Recorded<OutcomeEntry>> outcomesOf(String decisionId) {
        return readers.read(session -> session.records().outcomesOf(decisionId));
    }

    @Override
    public List<Recorded<OutcomeEntry>> outcomePage(Optional<Cursor> after, int limit) {
        return readers.read(session -> session.records().outcomePage(after, limit));
    }

    @Override
    public List<Recorded<DecisionEntry>> page(
            Filter filter, Direction direction, Depth depth, Optional<Cursor> after, int limit) {
        return readers.read(session -> session.records().page(filter, direction, depth, after, limit));
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
    public List<String> bundleDigests() {
        return readers.read(session -> session.records().bundleDigests());
    }

    @Override
    public long count() {
        return readers.read(session -> session.records().count());
    }

    @Override
    public void close() {
        readers.close();
    }
}
