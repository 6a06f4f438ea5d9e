package dev.docket.service.replay;

import dev.docket.journal.Cursor;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bounds a period by how many decisions it has. */
public final class Newest {
    private static final int PAGE = 500;

    private Newest() {}

    /**
     * When the newest decisions of a period begin.
     *
     * @param from the beginning of the period
     * @param to its end, exclusive
     * @param most how many decisions there may be, to the page of 500
     * @return {@code from}, or later if there are more
     */
    public static Instant of(JournalReader journal, Instant from, Instant to, int most) {
        Filter period = new Filter(Map.of(), Optional.of(from), Optional.of(to));
        Optional<Cursor> after = Optional.empty();
        int seen = 0;
        while (seen < most) {
            List<Recorded<DecisionEntry>> page =
                    journal.page(period, Direction.NEWEST_FIRST, Depth.HEADERS, after, PAGE);
            if (page.isEmpty()) {
                return from;
            }
            seen += page.size();
            after = Optional.of(Cursor.of(page.getLast()));
        }
        return after.orElseThrow().at();
    }
}
