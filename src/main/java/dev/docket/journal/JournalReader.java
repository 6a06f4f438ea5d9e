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
import java.util.stream.Stream;

/** Reads records. Thread-safe. */
public interface JournalReader extends AutoCloseable {
    /** So often somebody may do something with one decision. */
    int MOST_WORK = 200;

    Optional<Recorded<DecisionEntry>> findByDecisionId(DecisionId decisionId);

    /** The decisions with these ids that there are, in no particular order, and all their payloads: of some hundred at most. */
    List<Recorded<DecisionEntry>> findByDecisionIds(List<DecisionId> decisionIds);

    Optional<Recorded<DecisionEntry>> findByRequestId(String requestId);

    /**
     * Outcomes of a decision, oldest first. What one service recorded stands in its sequence, whatever its clock said.
     *
     * @param skip how many of the oldest to leave out
     * @param limit the maximum number; a page with large payloads is shorter, and only one past the end is empty
     */
    List<Recorded<OutcomeEntry>> outcomesOf(DecisionId decisionId, int skip, int limit);

    /** The last of them, if any. */
    Optional<Recorded<OutcomeEntry>> latestOutcomeOf(DecisionId decisionId);

    /** Of each of these decisions the last outcome, if it has any, in no particular order: of some hundred decisions at most. */
    List<Recorded<OutcomeEntry>> latestOutcomesOf(List<DecisionId> decisionIds, Depth depth);

    /** A page of outcomes, in the order of {@link Cursor}. */
    List<Recorded<OutcomeEntry>> outcomePage(Optional<Cursor> after, int limit);

    /** All outcomes, oldest first, read page by page. */
    default Stream<Recorded<OutcomeEntry>> outcomes() {
        return Pages.stream(after -> outcomePage(after, Pages.SIZE));
    }

    /**
     * A page of decisions, in the order of {@link Cursor}.
     *
     * @param after where to continue; empty to start
     * @param limit the maximum number; a page with large payloads is shorter, and only one past the end is empty
     */
    List<Recorded<DecisionEntry>> page(
            Filter filter, Direction direction, Depth depth, Optional<Cursor> after, int limit);

    /**
     * When the newest records of a period begin, if there are more. It reads the index of times alone.
     *
     * @param from the beginning of the period
     * @param to its end, exclusive
     * @param most how many records of any kind they are, beside those of the same millisecond as the last
     * @return nothing if the period has no others
     */
    Optional<Instant> beginOfNewest(Instant from, Instant to, int most);

    /** All matches, read page by page; holds no connection between pages. */
    default Stream<Recorded<DecisionEntry>> all(Filter filter, Direction direction, Depth depth) {
        return Pages.stream(after -> page(filter, direction, depth, after, Pages.SIZE));
    }

    /**
     * Steps of policy changes, in the order of their numbers.
     *
     * @param after the number of the last one that is known; 0 to start
     * @param limit the maximum number; a page with large documents is shorter, and only one past the end is empty
     */
    List<Recorded<ChangeEntry>> changes(long after, int limit);

    /** What people did with a waiting decision, in the order of their numbers; at most {@link #MOST_WORK}. */
    List<Recorded<WorkEntry>> workOf(DecisionId decisionId);

    /**
     * Of each of these decisions the last of it that says who has the decision, or that nobody has, without documents: of some
     * hundred decisions at most.
     */
    List<Recorded<WorkEntry>> holdsOf(List<DecisionId> decisionIds);

    /** A page of what people did with any waiting decision, in the order of {@link Cursor}, without documents. */
    List<Recorded<WorkEntry>> workPage(Optional<Cursor> after, int limit);

    /** All of it, oldest first, read page by page. */
    default Stream<Recorded<WorkEntry>> work() {
        return Pages.stream(after -> workPage(after, Pages.SIZE));
    }

    /** The offset after the last range of a partition that was recorded; nothing if there is none. */
    Optional<Long> intakeEnd(String topic, int partition);

    /** A page of complete records of any kind from one stream, in sequence; empty only past the end. */
    List<Recorded<Entry>> records(String stream, long fromSequence, int limit);

    /** All streams, including those of other services. */
    List<Log> logs();

    /** The number of rows that belong to no stream or record. */
    long countOrphans();

    /** The number of entries in the indexes of codes, rules and attributes, and how many of them match no record. */
    IndexCount countIndexEntries();

    /** The digests of all bundles named by decisions. */
    List<Digest> bundleDigests();

    /** What of the store's tables, indexes and triggers is not as it must be; empty if nothing is. */
    List<String> structureProblems();

    /** The number of decisions. */
    long count();

    @Override
    void close();

    /** @param wrong the entries that contradict the record they name */
    record IndexCount(long entries, long wrong) {}
}
