package dev.docket.service.work;

import dev.docket.decision.taxonomy.Automation;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Why a decision does not wait for a person. */
public enum NotWaiting {
    AUTOMATIC("It asks for no person."),
    DONE("An outcome is recorded."),
    SUPERSEDED("Its order was decided again later. Work on the newest decision.");

    private final String says;

    NotWaiting(String says) {
        this.says = says;
    }

    /** In a sentence. */
    public String says() {
        return says;
    }

    /** Why; nothing if it waits. */
    static Optional<NotWaiting> of(DecisionEntry entry, JournalReader journal) {
        boolean isForPerson = Arrays.stream(Disposition.values())
                .filter(one -> one.name().equals(entry.facets().disposition()))
                .anyMatch(one -> one.automation() == Automation.HUMAN);
        if (!isForPerson) {
            return Optional.of(AUTOMATIC);
        }
        if (journal.latestOutcomeOf(entry.decisionId()).isPresent()) {
            return Optional.of(DONE);
        }
        return isNewest(entry, journal) ? Optional.empty() : Optional.of(SUPERSEDED);
    }

    private static boolean isNewest(DecisionEntry entry, JournalReader journal) {
        String order = entry.facets().orderId();
        Filter filter = new Filter(Map.of(Filter.Criterion.ORDER_ID, order), Optional.empty(), Optional.empty());
        return order.isEmpty()
                || journal.page(filter, Direction.NEWEST_FIRST, Depth.HEADERS, Optional.empty(), 1).stream()
                        .allMatch(newest -> newest.entry().decisionId().equals(entry.decisionId()));
    }
}
