package dev.docket.console.find;

import dev.docket.console.find.Finding.Line;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.service.bundle.DescribeBundle;
import dev.docket.service.outcome.Became;
import dev.docket.text.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** By what a search can be narrowed, with counts. */
final class Facets {
    private static final int MOST = 8;
    private static final int OPEN = 6;

    /** The columns that are counted, and the filters that choose a value of them. */
    private static final List<Map.Entry<String, String>> COUNTED = List.of(
            Map.entry("disposition", "disposition"),
            Map.entry("codes", "code"),
            Map.entry("priority", "priority"),
            Map.entry(Finding.OUTCOME, Finding.OUTCOME),
            Map.entry("ruleIds", "ruleId"),
            Map.entry("warehouse", "warehouse"),
            Map.entry("segment", "segment"),
            Map.entry("checkpoint", "checkpoint"),
            Map.entry("caller", "caller"),
            Map.entry(Finding.OUTCOME_BY, Finding.OUTCOME_BY),
            Map.entry("bundleDigest", "bundle"),
            Map.entry("modelDigest", "model"));

    /** What is not counted, because it takes more than the records of decisions to know it, and can be chosen all the same. */
    private static final List<Became> OTHERS = List.of(Became.WAITING, Became.COSTLY, Became.LATE, Became.MORE_URGENT);

    private final Chips words;

    Facets(DescribeBundle describe) {
        this.words = new Chips(describe);
    }

    /** @param attributes the request paths of those that decisions are found by */
    List<FindPage.Facet> of(Search search, List<Line> lines, SortedSet<String> attributes) {
        List<FindPage.Facet> facets = new ArrayList<>();
        facets.add(periods(search));
        for (Map.Entry<String, String> counted : COUNTED) {
            String filter = counted.getValue();
            add(facets, search, lines, counted.getKey(), filter, Chips.name(filter));
        }
        attributes.forEach(path -> add(facets, search, lines, path, path, Chips.name(path)));
        return facets;
    }

    private void add(
            List<FindPage.Facet> facets, Search search, List<Line> lines, String column, String filter, String name) {
        SortedMap<String, Long> counts = new TreeMap<>();
        lines.forEach(line -> line.words(column).forEach(value -> counts.merge(value, 1L, Long::sum)));
        if (!counts.isEmpty()) {
            List<FindPage.Value> values = counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(MOST)
                    .map(count -> value(search, filter, count.getKey(), Words.number(count.getValue())))
                    .collect(Collectors.toCollection(ArrayList::new));
            if (filter.equals(Finding.OUTCOME)) {
                OTHERS.forEach(other -> values.add(value(search, filter, other.word(), "")));
            }
            facets.add(new FindPage.Facet(name, values, facets.size() < OPEN));
        }
    }

    private FindPage.Facet periods(Search search) {
        return new FindPage.Facet(
                Texts.of("key_within"),
                Stream.of("1h", "24h", "7d", "30d")
                        .map(period -> value(search, Search.WITHIN, period, ""))
                        .toList(),
                true);
    }

    private FindPage.Value value(Search search, String filter, String value, String count) {
        boolean isOn = value.equals(search.filters().get(filter));
        return new FindPage.Value(
                Printable.line(words.words(filter, value)),
                filter.equals("disposition") ? value : "",
                count,
                search.with(filter, isOn ? "" : value).path(),
                filter + "=" + (isOn ? "" : value),
                isOn);
    }
}
