package dev.docket.console.find;

import dev.docket.service.outcome.Became;
import dev.docket.service.outcome.Counted;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The addresses of the decisions behind figures. They name the times between which was counted: a period that ends now would end later
 * by the time somebody goes there.
 *
 * @param from when the first of them were made
 * @param to when the first were made that do not belong to them
 * @param maySearch whether there are any for this reader
 */
public record Behind(Instant from, Instant to, boolean maySearch) {
    /** Of the figures of a period. */
    public static Behind of(Counted counted, boolean maySearch) {
        return new Behind(counted.from(), counted.end(), maySearch);
    }

    /** Of those that were made in a part of the period. */
    public Behind between(Instant first, Instant end) {
        return new Behind(first.isBefore(from) ? from : first, end.isAfter(to) ? to : end, maySearch);
    }

    /** @param filters names and values in turn; none for all decisions */
    public String of(String... filters) {
        SortedMap<String, String> all = new TreeMap<>();
        all.put("from", from.toString());
        all.put("to", to.toString());
        for (int i = 0; i < filters.length; i += 2) {
            all.put(filters[i], filters[i + 1]);
        }
        return maySearch ? new Search(all, "").path() : "";
    }

    /** Of those of which this became. */
    public String of(Became became, String... filters) {
        String[] all = new String[filters.length + 2];
        System.arraycopy(filters, 0, all, 0, filters.length);
        all[filters.length] = "outcome";
        all[filters.length + 1] = became.word();
        return of(all);
    }
}
