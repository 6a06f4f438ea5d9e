package dev.docket.console.find;

import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.decision.id.DecisionId;
import dev.docket.json.read.Reading;
import dev.docket.service.bundle.DescribeBundle;
import dev.docket.service.outcome.Became;
import dev.docket.service.search.DecisionQuery;
import dev.docket.service.search.DecisionSummary;
import dev.docket.service.search.FindDecisions;
import dev.docket.service.search.ReadDecision;
import dev.docket.text.Printable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Searches, for readers. What they type may be the id of an order, a customer, a request or a decision, or a word of the policy. */
public final class Finding {
    private static final int SAMPLE = 500;
    private static final int ROWS = 25;

    /** Filters by what became of a decision, and the columns that have it. */
    static final String OUTCOME = "outcome";

    static final String OUTCOME_BY = "outcomeBy";

    private static final Set<Became> COUNTED = EnumSet.of(
            Became.NONE,
            Became.RELEASED,
            Became.RELEASED_WITH_CHANGES,
            Became.HELD,
            Became.REJECTED,
            Became.CANCELLED,
            Became.OVERRIDDEN,
            Became.FALSE_HOLD);

    private static final String LOOKED_AT = Words.number(FindDecisions.LOOKED_AT);

    private final FindDecisions find;
    private final ReadDecision read;
    private final DescribeBundle describe;
    private final InstantSource clock;

    public Finding(FindDecisions find, ReadDecision read, DescribeBundle describe, InstantSource clock) {
        this.find = find;
        this.read = read;
        this.describe = describe;
        this.clock = clock;
    }

    /** What a search leads to. */
    public sealed interface Found {
        /** A page to show. */
        record Listed(String html) implements Found {}

        /** One decision, or another search: an address to go to. */
        record Elsewhere(String path) implements Found {}

        /** A filter that no search can have. */
        record Refused(Reading.Invalid<DecisionQuery> invalid) implements Found {}
    }

    /** @param mayExport whether the reader may take all of them along */
    public Found by(Search search, boolean mayExport) {
        if (search.text().isEmpty()) {
            return listed(search, Map.of(), mayExport);
        }
        String text = search.text();
        Optional<String> decision = DecisionId.parse(text)
                .filter(read::exists)
                .map(DecisionId::text)
                .or(() -> first(Map.of("requestId", text)));
        if (decision.isPresent()) {
            return new Found.Elsewhere("/console/decisions/" + decision.get());
        }
        for (String key : List.of("orderId", "customerId")) {
            if (first(Map.of(key, text)).isPresent()) {
                return listed(search, Map.of(key, text), mayExport);
            }
        }
        return policyWord(text)
                .<Found>map(word -> new Found.Elsewhere(
                        search.with(word.getKey(), word.getValue()).saying("").path()))
                .orElseGet(() -> new Found.Listed(nothing(search).html()));
    }

    private Optional<String> first(Map<String, String> criteria) {
        return parsed(with(criteria, "limit", "1")) instanceof Reading.Valid<DecisionQuery> valid
                ? find.page(valid.value()).decisions().stream()
                        .map(found -> Line.of(found).get("decisionId"))
                        .findFirst()
                : Optional.empty();
    }

    private Optional<Map.Entry<String, String>> policyWord(String text) {
        String code = text.toUpperCase(Locale.ROOT);
        String rule = text.toLowerCase(Locale.ROOT).replace(' ', '-');
        if (describe.taxonomy().codes().containsKey(code)) {
            return Optional.of(Map.entry("code", code));
        }
        return describe.rule(rule).map(found -> Map.entry("ruleId", rule));
    }

    private Found listed(Search search, Map<String, String> typed, boolean mayExport) {
        SortedMap<String, String> criteria = search.parameters(clock.instant());
        criteria.putAll(typed);
        SortedMap<String, String> all = new TreeMap<>(criteria);
        all.remove(Search.CURSOR);
        Reading<DecisionQuery> sample = parsed(with(all, "limit", String.valueOf(SAMPLE)));
        Reading<DecisionQuery> shown = parsed(with(criteria, "limit", String.valueOf(ROWS)));
        return switch (shown) {
            case Reading.Invalid<DecisionQuery> invalid -> new Found.Refused(invalid);
            case Reading.Valid<DecisionQuery> valid ->
                sample instanceof Reading.Valid<DecisionQuery> counted
                        ? new Found.Listed(page(search, typed, all, counted.value(), valid.value(), mayExport)
                                .html())
                        : new Found.Refused((Reading.Invalid<DecisionQuery>) sample);
        };
    }

    private FindPage page(
            Search search,
            Map<String, String> typed,
            Map<String, String> criteria,
            DecisionQuery sample,
            DecisionQuery shown,
            boolean mayExport) {
        FindDecisions.Bounded first = find.bounded(sample, ROWS);
        FindDecisions.Page counted = first.counted();
        FindDecisions.Bounded there = shown.after().isEmpty() ? first : find.bounded(shown, ROWS);
        FindDecisions.Page page = there.shown();
        List<Line> lines = lines(counted);
        String export = mayExport && !lines.isEmpty() ? "?" + Search.query(criteria) : "";
        return new FindPage(
                search.text(),
                new Chips(describe).of(search, typed),
                hidden(search),
                new Facets(describe).of(search, lines, find.attributes()),
                (shown.after().isEmpty() ? lines.subList(0, page.decisions().size()) : lines(page))
                        .stream().map(this::row).toList(),
                counted(first, lines.size()),
                page.next().map(next -> search.with(Search.CURSOR, next).path()).orElse(""),
                page.next().orElse(""),
                export.isEmpty() ? "" : "/v1/decisions/export.csv" + export,
                export.isEmpty() ? "" : "/v1/decisions/export.ndjson" + export,
                !page.decisions().isEmpty()
                        ? ""
                        : search.filters().isEmpty() && typed.isEmpty() ? "journal" : "filters",
                older(search, there));
    }

    /** With what became of them. */
    private List<Line> lines(FindDecisions.Page page) {
        List<FindDecisions.Ending> endings = find.endings(page.decisions());
        return IntStream.range(0, endings.size())
                .mapToObj(i -> Line.of(page.decisions().get(i)).with(endings.get(i)))
                .toList();
    }

    private static String counted(FindDecisions.Bounded found, int decisions) {
        if (found.counted().hasMore()) {
            return Texts.of("find_counts_of_newest", Words.number(SAMPLE));
        }
        return found.since().isPresent()
                ? Texts.of("find_counts_looked_at", Words.number(decisions), LOOKED_AT)
                : Texts.of(decisions == 1 ? "find_counts_one" : "find_counts_all", Words.number(decisions));
    }

    /** Where to look further back, if there is more than was looked at, and nothing more to show of that. */
    private static List<FindPage.Older> older(Search search, FindDecisions.Bounded found) {
        return found.since().filter(since -> !found.shown().hasMore()).stream()
                .map(since -> new FindPage.Older(
                        Texts.of("find_looked_at", LOOKED_AT),
                        since.toString(),
                        Words.time(since),
                        search.with("to", since.toString()).path(),
                        "to=" + since))
                .toList();
    }

    private FindPage nothing(Search search) {
        return new FindPage(
                search.text(),
                new Chips(describe).of(search, Map.of()),
                hidden(search),
                List.of(),
                List.of(),
                "",
                "",
                "",
                "",
                "",
                "text",
                List.of());
    }

    private static List<FindPage.Hidden> hidden(Search search) {
        List<FindPage.Hidden> hidden = new ArrayList<>();
        search.without(Search.CURSOR).filters().forEach((name, value) -> hidden.add(new FindPage.Hidden(name, value)));
        return hidden;
    }

    private FindPage.Row row(Line line) {
        var at = Instant.parse(line.get("decidedAt"));
        String value = line.get("orderValue");
        return new FindPage.Row(
                line.get("decisionId"),
                Printable.line(line.get("orderId")),
                Printable.line(line.get("customerId")),
                at.toString(),
                Words.time(at),
                line.get("disposition"),
                Texts.or("disposition_" + line.get("disposition"), Words.sentence(line.get("disposition"))),
                line.get("done").isEmpty() ? "" : Texts.or("outcome_" + line.get("done"), line.get("done")),
                line.get("priority"),
                line.words("codes").stream()
                        .map(code -> new FindPage.Code(code, Chips.codeName(describe, code)))
                        .toList(),
                value.isEmpty() ? "" : Words.money(new BigDecimal(value)),
                line.get("currency"),
                value,
                Printable.line(line.get("warehouse")));
    }

    private Reading<DecisionQuery> parsed(Map<String, String> criteria) {
        Map<String, List<String>> parameters = new TreeMap<>();
        criteria.forEach((name, value) -> parameters.put(name, List.of(value)));
        return find.query(parameters);
    }

    private static Map<String, String> with(Map<String, String> criteria, String name, String value) {
        Map<String, String> more = new TreeMap<>(criteria);
        more.put(name, value);
        return more;
    }

    /** A decision as a row of values. */
    record Line(Map<String, String> values) {
        static Line of(DecisionSummary summary) {
            List<String> cells = summary.cells();
            Map<String, String> values = new TreeMap<>(summary.attributes());
            for (int i = 0; i < cells.size(); i++) {
                values.put(DecisionSummary.COLUMNS.get(i), cells.get(i));
            }
            return new Line(values);
        }

        Line with(FindDecisions.Ending ending) {
            Map<String, String> more = new TreeMap<>(values);
            more.put(
                    OUTCOME,
                    ending.became().stream()
                            .filter(COUNTED::contains)
                            .map(Became::word)
                            .collect(Collectors.joining(" ")));
            more.put("done", ending.done());
            more.put(OUTCOME_BY, ending.by());
            return new Line(more);
        }

        String get(String column) {
            return values.getOrDefault(column, "");
        }

        List<String> words(String column) {
            String text = get(column);
            boolean isList = column.equals("codes") || column.equals("ruleIds") || column.equals(OUTCOME);
            return text.isEmpty() ? List.of() : isList ? List.of(text.split(" ")) : List.of(text);
        }
    }
}
