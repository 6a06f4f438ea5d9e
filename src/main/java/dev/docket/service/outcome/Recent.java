package dev.docket.service.outcome;

import dev.docket.decision.id.DecisionId;
import dev.docket.decision.taxonomy.Automation;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.journal.Cursor;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The newest decisions of a period, without orders and answers, at most {@link #MOST}.
 *
 * @param from when the period began, or, if there was more than was read, when the oldest decision was made that was
 * @param isWhole whether every decision of the period was read
 * @param decisions the newest first
 * @param outcomes the last one of each decision that has any
 */
public record Recent(
        Instant from,
        Instant until,
        boolean isWhole,
        List<DecisionEntry> decisions,
        Map<DecisionId, OutcomeEntry> outcomes) {
    /** So many decisions. */
    public static final int MOST = 20_000;

    private static final int PAGE = 500;

    public Recent {
        decisions = List.copyOf(decisions);
        outcomes = Map.copyOf(outcomes);
    }

    /** Reads them. */
    public static Recent read(JournalReader journal, Period period, Instant now) {
        Instant from = now.minus(period.length());
        List<DecisionEntry> decisions = newest(journal, from, now);
        boolean isWhole = decisions.size() < MOST;
        List<DecisionEntry> counted = isWhole ? decisions : ofWholeMillis(decisions);
        return new Recent(
                isWhole ? from : counted.getLast().at(),
                now,
                isWhole,
                counted,
                LastOutcomes.of(counted.stream().map(DecisionEntry::decisionId).toList(), journal, Depth.WHOLE));
    }

    /** Without those of the oldest millisecond, of which others may have been left out: whoever searches since then would find those, too. */
    private static List<DecisionEntry> ofWholeMillis(List<DecisionEntry> decisions) {
        Instant oldest = decisions.getLast().at();
        List<DecisionEntry> later =
                decisions.stream().filter(entry -> entry.at().isAfter(oldest)).toList();
        return later.isEmpty() ? decisions : later;
    }

    private static List<DecisionEntry> newest(JournalReader journal, Instant from, Instant to) {
        Filter filter = new Filter(Map.of(), Optional.of(from), Optional.of(to.plusMillis(1)));
        List<DecisionEntry> all = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        while (all.size() < MOST) {
            int limit = Math.min(PAGE, MOST - all.size());
            List<Recorded<DecisionEntry>> page =
                    journal.page(filter, Direction.NEWEST_FIRST, Depth.HEADERS, after, limit);
            if (page.isEmpty()) {
                return all;
            }
            page.forEach(recorded -> all.add(recorded.entry()));
            after = Optional.of(Cursor.of(page.getLast()));
        }
        return all;
    }

    /** Those that wait for a person: the newest decision of an order, which asks for one, and has no outcome. */
    public List<DecisionEntry> waiting() {
        Set<String> orders = new HashSet<>();
        return decisions.stream()
                .filter(entry -> isNewest(entry.facets(), orders))
                .filter(entry -> disposition(entry.facets())
                        .filter(one -> one.automation() == Automation.HUMAN)
                        .isPresent())
                .filter(entry -> !outcomes.containsKey(entry.decisionId()))
                .toList();
    }

    private static boolean isNewest(Facets facets, Set<String> seen) {
        return facets.orderId().isEmpty() || seen.add(facets.orderId());
    }

    /** The disposition of a decision, unless a newer version knows more of them. */
    public static Optional<Disposition> disposition(Facets facets) {
        return Arrays.stream(Disposition.values())
                .filter(one -> one.name().equals(facets.disposition()))
                .findFirst();
    }
}
