package dev.docket.journal;

import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what is recorded. Safe for use by any number of threads. */
public interface JournalReader extends AutoCloseable {
    Optional<Recorded<DecisionEntry>> findByDecisionId(String decisionId);

    Optional<Recorded<DecisionEntry>> findByRequestId(String requestId);

    /** The outcomes of a decision, the oldest first. */
    List<Recorded<OutcomeEntry>> outcomesOf(String decisionId);

    /** Some outcomes, in the order of {@link Cursor}. */
    List<Recorded<OutcomeEntry>> outcomePage(Optional<Cursor> after, int limit);

    /** Every outcome, the oldest first, read page by page. */
    default Stream<Recorded<OutcomeEntry>> outcomes() {
        return Pages.stream(after -> outcomePage(after, Pages.SIZE));
    }

    /**
     * Some decisions, in the order of {@link Cursor}.
     *
     * @param after where to go on from; empty to begin
     * @param limit the most there may be
     */
    List<Recorded<DecisionEntry>> page(
            Filter filter, Direction direction, Depth depth, Optional<Cursor> after, int limit);

    /** All of them, read page by page; holds no connection between pages. */
    default Stream<Recorded<DecisionEntry>> all(Filter filter, Direction direction, Depth depth) {
        return Pages.stream(after -> page(filter, direction, depth, after, Pages.SIZE));
    }

    /** Records of any kind of one stream, whole, in sequence. */
    List<Recorded<Entry>> records(String stream, long fromSequence, int limit);

    /** Every stream, also those of other writers. */
    List<Log> logs();

    /** How many rows belong to no stream or to no record. */
    long countOrphans();

    /** How many entries the indexes of codes and rules have, and how many of them no record stands behind. */
    IndexCount countIndexEntries();

    /** The digests of every bundle that a decision names. */
    List<String> bundleDigests();

    /** What of the store's tables, indexes and triggers is not as it must be; empty if nothing is. */
    List<String> structureProblems();

    /** How many decisions there are. */
    long count();

    @Override
    void close();

    /** @param wrong those of {@code entries} that are not so in the record that they name */
    record IndexCount(long entries, long wrong) {}
}
