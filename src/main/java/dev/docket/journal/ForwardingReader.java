package dev.docket.journal;

import dev.docket.decision.id.DecisionId;
import dev.docket.digest.Digest;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.WorkEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Delegates to a reader that may change from call to call. */
public interface ForwardingReader extends JournalReader {
    /** The current reader. @throws JournalUnavailableException if there is none */
    JournalReader reader();

    /** Asks the current reader; every method does it this way. */
    default <T> T read(Function<JournalReader, T> query) {
        return query.apply(reader());
    }

    @Override
    default Optional<Recorded<DecisionEntry>> findByDecisionId(DecisionId decisionId) {
        return read(reader -> reader.findByDecisionId(decisionId));
    }

    @Override
    default List<Recorded<DecisionEntry>> findByDecisionIds(List<DecisionId> decisionIds) {
        return read(reader -> reader.findByDecisionIds(decisionIds));
    }

    @Override
    default Optional<Recorded<DecisionEntry>> findByRequestId(String requestId) {
        return read(reader -> reader.findByRequestId(requestId));
    }

    @Override
    default List<Recorded<OutcomeEntry>> outcomesOf(DecisionId decisionId, int skip, int limit) {
        return read(reader -> reader.outcomesOf(decisionId, skip, limit));
    }

    @Override
    default Optional<Recorded<OutcomeEntry>> latestOutcomeOf(DecisionId decisionId) {
        return read(reader -> reader.latestOutcomeOf(decisionId));
    }

    @Override
    default List<Recorded<OutcomeEntry>> latestOutcomesOf(List<DecisionId> decisionIds, Depth depth) {
        return read(reader -> reader.latestOutcomesOf(decisionIds, depth));
    }

    @Override
    default List<Recorded<OutcomeEntry>> outcomePage(Optional<Cursor> after, int limit) {
        return read(reader -> reader.outcomePage(after, limit));
    }

    @Override
    default List<Recorded<DecisionEntry>> page(
            Filter filter, Direction direction, Depth depth, Optional<Cursor> after, int limit) {
        return read(reader -> reader.page(filter, direction, depth, after, limit));
    }

    @Override
    default Optional<Instant> beginOfNewest(Instant from, Instant to, int most) {
        return read(reader -> reader.beginOfNewest(from, to, most));
    }

    @Override
    default List<Recorded<ChangeEntry>> changes(long after, int limit) {
        return read(reader -> reader.changes(after, limit));
    }

    @Override
    default List<Recorded<WorkEntry>> workOf(DecisionId decisionId) {
        return read(reader -> reader.workOf(decisionId));
    }

    @Override
    default List<Recorded<WorkEntry>> holdsOf(List<DecisionId> decisionIds) {
        return read(reader -> reader.holdsOf(decisionIds));
    }

    @Override
    default List<Recorded<WorkEntry>> workPage(Optional<Cursor> after, int limit) {
        return read(reader -> reader.workPage(after, limit));
    }

    @Override
    default Optional<Long> intakeEnd(String topic, int partition) {
        return read(reader -> reader.intakeEnd(topic, partition));
    }

    @Override
    default List<Recorded<Entry>> records(String stream, long fromSequence, int limit) {
        return read(reader -> reader.records(stream, fromSequence, limit));
    }

    @Override
    default List<Log> logs() {
        return read(reader -> reader.logs());
    }

    @Override
    default long countOrphans() {
        return read(reader -> reader.countOrphans());
    }

    @Override
    default IndexCount countIndexEntries() {
        return read(reader -> reader.countIndexEntries());
    }

    @Override
    default List<Digest> bundleDigests() {
        return read(reader -> reader.bundleDigests());
    }

    @Override
    default List<String> structureProblems() {
        return read(reader -> reader.structureProblems());
    }

    @Override
    default long count() {
        return read(reader -> reader.count());
    }
}
