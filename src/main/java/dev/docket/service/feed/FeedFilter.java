package dev.docket.service.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which records become events: those that have one of the values of each criterion. Only decisions have a disposition, a queue and codes.
 *
 * @param kinds of records; empty for all
 * @param dispositions of decisions; empty for all
 * @param queues that a decision sends its order to; empty for all. A decision whose answer was retired is in none
 * @param codes of exceptions, standing or waived; empty for all
 */
public record FeedFilter(
        SortedSet<FeedKind> kinds, SortedSet<String> dispositions, SortedSet<String> queues, SortedSet<String> codes) {
    /** Every record. */
    public static final FeedFilter ALL = new FeedFilter(
            Collections.emptySortedSet(),
            Collections.emptySortedSet(),
            Collections.emptySortedSet(),
            Collections.emptySortedSet());

    private static final ObjectMapper JSON = new ObjectMapper();

    public FeedFilter {
        kinds = Collections.unmodifiableSortedSet(new TreeSet<>(kinds));
        dispositions = Collections.unmodifiableSortedSet(new TreeSet<>(dispositions));
        queues = Collections.unmodifiableSortedSet(new TreeSet<>(queues));
        codes = Collections.unmodifiableSortedSet(new TreeSet<>(codes));
    }

    boolean takes(Entry entry) {
        boolean isOfKind = kinds.isEmpty() || kinds.contains(FeedKind.of(entry));
        return isOfKind && (asksNothingOfDecisions() || (entry instanceof DecisionEntry decision && takes(decision)));
    }

    private boolean asksNothingOfDecisions() {
        return dispositions.isEmpty() && queues.isEmpty() && codes.isEmpty();
    }

    // The queue last: only for it must the answer be read.
    private boolean takes(DecisionEntry decision) {
        return (dispositions.isEmpty()
                        || dispositions.contains(decision.facets().disposition()))
                && (codes.isEmpty() || decision.facets().codes().stream().anyMatch(code -> codes.contains(code.text())))
                && (queues.isEmpty() || queues.contains(queue(decision.answer())));
    }

    private static String queue(Payload answer) {
        try {
            return answer instanceof Payload.Kept kept
                    ? JSON.readTree(kept.bytes())
                            .path("recommendation")
                            .path("queue")
                            .asText()
                    : "";
        } catch (IOException damaged) {
            throw new UncheckedIOException("the record is not JSON", damaged);
        }
    }
}
