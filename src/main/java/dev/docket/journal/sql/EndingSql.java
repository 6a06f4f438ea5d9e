package dev.docket.journal.sql;

import dev.docket.journal.Filter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What became of the decision {@code record r} as SQL. An index leads from each decision to its outcomes, so this is as fast as the rest of
 * the search.
 *
 * @param and where conditions with their values go
 */
record EndingSql(Filter.Ending ending, Conditions and) {
    private static final String OUTCOMES = "FROM record o WHERE o.decision_id = r.decision_id AND o.kind = 'OUTCOME'";

    /** The last of them, for a query of its columns. What a stream records later is later, whatever its clock said. */
    static final String LAST = OUTCOMES + " ORDER BY max(o.at) OVER (PARTITION BY o.stream ORDER BY o.sequence) DESC,"
            + " o.stream DESC, o.sequence DESC LIMIT 1";

    /** Takes a condition. */
    interface Conditions {
        void and(String condition, Object... values);
    }

    void add() {
        SortedMap<String, SortedSet<String>> outcomes = ending.outcomes();
        if (!outcomes.isEmpty()) {
            // The cheap condition first, and by no index: which one leads is settled by the rest of the filter.
            and.and(
                    "r.disposition || '' IN " + places(outcomes.size()),
                    outcomes.keySet().toArray());
        }
        if (ending.isReported()) {
            and.and("EXISTS (SELECT 1 " + OUTCOMES + ")");
        }
        if (!outcomes.isEmpty()) {
            List<Object> pairs = new ArrayList<>();
            outcomes.forEach((disposition, words) -> words.forEach(word -> pairs.add(disposition + " " + word)));
            and.and(
                    "r.disposition || ' ' || coalesce((SELECT o.detail " + LAST + "), '') IN " + places(pairs.size()),
                    pairs.toArray());
        }
        ending.by().ifPresent(caller -> and.and("(SELECT o.caller " + LAST + ") = ?", caller));
        if (ending.isNewest()) {
            and.and(
                    "(r.order_id = '' OR NOT EXISTS (SELECT 1 FROM record n WHERE n.order_id = r.order_id AND n.kind = 'DECISION'"
                            + " AND (n.at, n.stream, n.sequence) > (r.at, r.stream, r.sequence)))");
        }
    }

    private static String places(int count) {
        return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }
}
