package dev.docket.service.outcome;

import dev.docket.decision.id.DecisionId;
import dev.docket.journal.Cursor;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.service.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the newest decisions of a period. Reads neither orders nor answers, at most {@link #MOST} decisions, and anew only after
 * ten seconds. Thread-safe.
 */
public final class CountDecisions {
    /** Of so many decisions, and of so many outcomes. */
    public static final int MOST = 20_000;

    private static final int PAGE = 500;
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final JournalReader journal;
    private final InstantSource clock;
    private final Map<Period, Counted> last = new EnumMap<>(Period.class);

    public CountDecisions(JournalReader journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** @throws StoreUnavailableException if the journal cannot be read */
    public synchronized Counted of(Period period) {
        Instant now = clock.instant();
        Counted counted = last.get(period);
        // A clock that was set back must not keep an old count.
        if (counted == null || Duration.between(counted.until(), now).abs().compareTo(FRESH) > 0) {
            counted = StoreUnavailableException.reading(() -> count(period, now));
            last.put(period, counted);
        }
        return counted;
    }

    private Counted count(Period period, Instant now) {
        Instant from = now.minus(period.length());
        List<DecisionEntry> decisions = newest(from, now);
        boolean isWhole = decisions.size() < MOST;
        Instant oldest = isWhole ? from : decisions.getLast().at();
        Map<DecisionId, String> outcomes = outcomesSince(oldest);
        Counting counting = new Counting(period, oldest, now);
        decisions.forEach(entry ->
                counting.add(entry.at(), entry.facets(), Optional.ofNullable(outcomes.get(entry.decisionId()))));
        return counting.counted(isWhole);
    }

    private List<DecisionEntry> newest(Instant from, Instant to) {
        Filter filter = new Filter(Map.of(), Optional.of(from), Optional.of(to.plusMillis(1)));
        List<DecisionEntry> all = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        while (all.size() < MOST) {
            List<Recorded<DecisionEntry>> page = journal.page(
                    filter, Direction.NEWEST_FIRST, Depth.HEADERS, after, Math.min(PAGE, MOST - all.size()));
            if (page.isEmpty()) {
                return all;
            }
            page.forEach(recorded -> all.add(recorded.entry()));
            after = Optional.of(Cursor.of(page.getLast()));
        }
        return all;
    }

    /** The last outcome of each decision; what is done with an order is reported after it was decided. */
    private Map<DecisionId, String> outcomesSince(Instant from) {
        Map<DecisionId, String> last = new HashMap<>();
        Optional<Cursor> after = Optional.of(new Cursor(from, "", 0));
        for (int read = 0; read < MOST; ) {
            List<Recorded<OutcomeEntry>> page = journal.outcomePage(after, PAGE);
            if (page.isEmpty()) {
                return last;
            }
            page.forEach(recorded ->
                    last.put(recorded.entry().decisionId(), recorded.entry().outcome()));
            read += page.size();
            after = Optional.of(Cursor.of(page.getLast()));
        }
        return last;
    }
}
