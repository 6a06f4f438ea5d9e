package dev.docket.service.search;

import dev.docket.decision.id.DecisionId;
import dev.docket.journal.Cursor;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.json.read.Reading;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.outcome.Became;
import dev.docket.service.outcome.LastOutcomes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Searches recorded decisions. */
public final class FindDecisions {
    private static final int PAGE = 50;
    private static final int EXPORT_PAGE = 500;

    /** Of so many records, whatever it takes to look at each. */
    public static final int LOOKED_AT = 15_000;

    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    /** Before every decision. */
    private static final Optional<Cursor> START = Optional.of(new Cursor(Instant.EPOCH, "", 0));

    private final JournalReader journal;
    private final Supplier<AttributeCatalogue> declared;
    private final int lookedAt;

    /** @param declared the attributes of the active policy */
    public FindDecisions(JournalReader journal, Supplier<AttributeCatalogue> declared) {
        this(journal, declared, LOOKED_AT);
    }

    /** @param lookedAt in place of {@link #LOOKED_AT} */
    FindDecisions(JournalReader journal, Supplier<AttributeCatalogue> declared, int lookedAt) {
        this.journal = journal;
        this.declared = declared;
        this.lookedAt = lookedAt;
    }

    /** The search that parameters ask for, or every problem with them. */
    public Reading<DecisionQuery> query(Map<String, ? extends List<String>> parameters) {
        return DecisionQuery.parse(parameters, declared.get().facets());
    }

    /** The request paths of the attributes that decisions are found by. */
    public SortedSet<String> attributes() {
        return new TreeSet<>(declared.get().facets().keySet());
    }

    /**
     * One page of decisions.
     *
     * @param hasMore whether others followed them when they were read
     * @param next the cursor that continues after them. The newest first: empty after the last page. The oldest first: always
     *     there, because what is recorded later comes after everything that was read.
     */
    public record Page(List<DecisionSummary> decisions, boolean hasMore, Optional<String> next) {}

    /** One page, of 50 decisions by default. */
    public Page page(DecisionQuery query) {
        int limit = query.limit().orElse(PAGE);
        return page(query, page(query, query.after(), limit + 1), limit);
    }

    /**
     * Matches to count, and the first of them to show.
     *
     * @param since what is older was not looked at; nothing if everything was
     */
    public record Bounded(Page counted, Page shown, Optional<Instant> since) {}

    /**
     * The first page of a search that somebody waits for, among the newest {@link #LOOKED_AT} records where no index leads to its matches.
     *
     * @param query with a limit: how many to count
     * @param rows how many of them to show
     */
    public Bounded bounded(DecisionQuery query, int rows) {
        Optional<Instant> since = query.isSearching() ? since(query) : Optional.empty();
        DecisionQuery bounded = since.map(query::since).orElse(query);
        List<Recorded<DecisionEntry>> found =
                page(bounded, query.after(), query.limit().orElse(PAGE) + 1);
        return new Bounded(page(query, found, query.limit().orElse(PAGE)), page(query, found, rows), since);
    }

    private Optional<Instant> since(DecisionQuery query) {
        Filter filter = query.filter();
        Instant end = filter.to().orElse(LAST);
        // What comes before a cursor is what is left to look at.
        Instant to = query.after()
                .map(cursor -> cursor.at().plusMillis(1))
                .filter(at -> at.isBefore(end) && query.direction() == Direction.NEWEST_FIRST)
                .orElse(end);
        return StoreUnavailableException.reading(
                () -> journal.beginOfNewest(filter.from().orElse(Instant.EPOCH), to, lookedAt));
    }

    private static Page page(DecisionQuery query, List<Recorded<DecisionEntry>> found, int limit) {
        boolean isMore = found.size() > limit;
        List<Recorded<DecisionEntry>> shown = isMore ? found.subList(0, limit) : found;
        return new Page(
                shown.stream().map(DecisionSummary::new).toList(),
                isMore,
                next(query, shown, isMore).map(CursorText::of));
    }

    private static Optional<Cursor> next(DecisionQuery query, List<Recorded<DecisionEntry>> shown, boolean isMore) {
        return switch (query.direction()) {
            case NEWEST_FIRST -> isMore ? Optional.of(Cursor.of(shown.getLast())) : Optional.empty();
            case OLDEST_FIRST ->
                shown.isEmpty() ? query.after().or(() -> START) : Optional.of(Cursor.of(shown.getLast()));
        };
    }

    /** Streams every match, up to the query's limit if any, in constant memory. */
    public void each(DecisionQuery query, Consumer<DecisionSummary> sink) {
        int left = query.limit().orElse(Integer.MAX_VALUE);
        Optional<Cursor> after = query.after();
        while (left > 0) {
            int limit = Math.min(left, EXPORT_PAGE);
            List<Recorded<DecisionEntry>> found = page(query, after, limit);
            found.stream().map(DecisionSummary::new).forEach(sink);
            if (found.size() < limit) {
                return;
            }
            left -= limit;
            after = Optional.of(Cursor.of(found.getLast()));
        }
    }

    private List<Recorded<DecisionEntry>> page(DecisionQuery query, Optional<Cursor> after, int limit) {
        Optional<Became> told = query.became().filter(Became::isInDocument);
        return StoreUnavailableException.reading(() -> told.isPresent()
                ? told(told.get(), query, after, limit)
                : journal.page(query.filter(), query.direction(), Depth.HEADERS, after, limit));
    }

    // A journal knows what was done, and not what else an outcome says.
    private List<Recorded<DecisionEntry>> told(Became became, DecisionQuery query, Optional<Cursor> after, int limit) {
        List<Recorded<DecisionEntry>> found = new ArrayList<>();
        Optional<Cursor> from = after;
        while (true) {
            List<Recorded<DecisionEntry>> reported =
                    journal.page(query.filter(), query.direction(), Depth.HEADERS, from, EXPORT_PAGE);
            Map<DecisionId, OutcomeEntry> last = LastOutcomes.of(
                    reported.stream().map(one -> one.entry().decisionId()).toList(), journal, Depth.WHOLE);
            for (Recorded<DecisionEntry> one : reported) {
                DecisionEntry entry = one.entry();
                boolean isTold = Optional.ofNullable(last.get(entry.decisionId()))
                        .flatMap(LastOutcomes::told)
                        .filter(told -> became.isTold(entry.facets().priority(), told))
                        .isPresent();
                if (isTold) {
                    found.add(one);
                }
                if (found.size() == limit) {
                    return found;
                }
            }
            if (reported.isEmpty()) {
                return found;
            }
            from = Optional.of(Cursor.of(reported.getLast()));
        }
    }

    /**
     * What became of a decision, as far as that needs no document.
     *
     * @param done what was done, as a word; empty if nobody has reported anything
     * @param by who reported it, as records name callers; empty for nobody
     */
    public record Ending(SortedSet<Became> became, String done, String by) {}

    /** What became of some decisions, in their order. */
    public List<Ending> endings(List<DecisionSummary> decisions) {
        List<DecisionEntry> entries =
                decisions.stream().map(one -> one.recorded().entry()).toList();
        Map<DecisionId, OutcomeEntry> last = StoreUnavailableException.reading(() ->
                LastOutcomes.of(entries.stream().map(DecisionEntry::decisionId).toList(), journal, Depth.HEADERS));
        return entries.stream()
                .map(entry -> ending(entry, Optional.ofNullable(last.get(entry.decisionId()))))
                .toList();
    }

    private static Ending ending(DecisionEntry entry, Optional<OutcomeEntry> last) {
        return new Ending(
                Became.of(entry.facets().disposition(), last),
                last.map(OutcomeEntry::outcome).orElse(""),
                last.map(OutcomeEntry::caller).orElse(""));
    }
}
