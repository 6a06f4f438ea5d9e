package dev.docket.service;

import dev.docket.journal.Cursor;
import dev.docket.journal.Depth;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Recorded;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Searches recorded decisions. */
public final class FindDecisions {
    private static final int PAGE = 50;
    private static final int EXPORT_PAGE = 500;

    private final JournalReader journal;

    public FindDecisions(JournalReader journal) {
        this.journal = journal;
    }

    /**
     * One page of decisions.
     *
     * @param next the cursor of the next page; empty on the last page
     */
    public record Page(List<DecisionSummary> decisions, Optional<String> next) {}

    /** One page, of 50 decisions by default. */
    public Page page(DecisionQuery query) {
        int limit = query.limit().orElse(PAGE);
        List<Recorded<DecisionEntry>> found = page(query, query.after(), limit + 1);
        boolean isMore = found.size() > limit;
        List<Recorded<DecisionEntry>> shown = isMore ? found.subList(0, limit) : found;
        return new Page(
                shown.stream().map(DecisionSummary::new).toList(),
                isMore ? Optional.of(CursorText.of(Cursor.of(shown.getLast()))) : Optional.empty());
    }

    /** Streams every match, up to the query's limit if any, in constant memory. */
    public void each(DecisionQuery query, Consumer<DecisionSummary> told) {
        int left = query.limit().orElse(Integer.MAX_VALUE);
        Optional<Cursor> after = query.after();
        while (left > 0) {
            int limit = Math.min(left, EXPORT_PAGE);
            List<Recorded<DecisionEntry>> found = page(query, after, limit);
            found.stream().map(DecisionSummary::new).forEach(told);
            if (found.size() < limit) {
                return;
            }
            left -= limit;
            after = Optional.of(Cursor.of(found.getLast()));
        }
    }

    private List<Recorded<DecisionEntry>> page(DecisionQuery query, Optional<Cursor> after, int limit) {
        return StoreUnavailableException.reading(
                () -> journal.page(query.filter(), query.direction(), Depth.HEADERS, after, limit));
    }
}
