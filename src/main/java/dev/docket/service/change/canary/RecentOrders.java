package dev.docket.service.change.canary;

import dev.docket.change.Selector;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.json.read.Reading;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The orders recorded last, to see whether a selector is likely to match anything. */
public final class RecentOrders {
    private static final int MOST = 500;

    private final JournalReader journal;
    private final RequestReader reader;

    /** @param reader of recorded requests */
    public RecentOrders(JournalReader journal, RequestReader reader) {
        this.journal = journal;
        this.reader = reader;
    }

    /** @param matched of these orders; masked and retired ones match nothing */
    public record Matched(int orders, int matched) {}

    Matched matching(String changeId, Selector selector) {
        return StoreUnavailableException.reading(() -> {
            List<Recorded<DecisionEntry>> last = journal.page(
                    new Filter(Map.of(), Optional.empty(), Optional.empty()),
                    Direction.NEWEST_FIRST,
                    Depth.WHOLE,
                    Optional.empty(),
                    MOST);
            long matched = last.stream()
                    .filter(recorded -> matches(changeId, selector, recorded.entry()))
                    .count();
            return new Matched(last.size(), Math.toIntExact(matched));
        });
    }

    private boolean matches(String changeId, Selector selector, DecisionEntry entry) {
        return entry.request() instanceof Payload.Kept kept
                && reader.read(kept.bytes()) instanceof Reading.Valid<Request> valid
                && selector.matches(changeId, TraitsOf.order(valid.value().snapshot()));
    }
}
