package dev.docket.service.search;

import static dev.docket.journal.Entries.AT;
import static dev.docket.journal.Entries.anEntry;
import static dev.docket.journal.Entries.facetsOf;
import static dev.docket.journal.Entries.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.journal.Journal;
import dev.docket.journal.record.Facets;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.json.read.Reading;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.service.search.FindDecisions.Bounded;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search that somebody waits for looks at a few records at a time, and says how far back it did. */
@SuppressWarnings("NullAway.Init") // JUnit and record() set them
class BoundedSearchTest {
    private static final int RECORDS = 40;

    @TempDir
    private Path folder;

    private Journal journal;
    private FindDecisions find;

    @BeforeEach
    void record() {
        journal = SqliteJournal.open(folder);
        for (int i = 0; i < RECORDS; i++) {
            journal.append(with(facets("r" + i, i % 13 == 0 ? "BER" : "HAM"), AT.plusMillis(i), anEntry("r" + i)))
                    .join();
        }
        find = new FindDecisions(journal, () -> AttributeCatalogue.NONE, 10);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void what_was_looked_at_is_said_and_the_rest_is_found_further_back() {
        List<String> found = new ArrayList<>();
        Map<String, String> parameters = new TreeMap<>(Map.of("warehouse", "BER", "limit", "5"));
        Optional<Instant> since = Optional.of(Instant.MAX);
        for (int turns = 0; since.isPresent(); turns++) {
            assertThat(turns).isLessThan(RECORDS);
            Bounded bounded = find.bounded(query(parameters), 2);
            bounded.shown().decisions().forEach(one -> found.add(one.cells().getFirst()));
            since = bounded.since();
            since.ifPresent(at -> parameters.put("to", at.toString()));
        }
        assertThat(found).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void what_an_index_leads_to_is_found_at_once() {
        assertThat(find.bounded(query(Map.of("disposition", "HOLD", "limit", "500")), 25)
                        .since())
                .isEmpty();
        assertThat(find.bounded(query(Map.of("limit", "500")), 25).since()).isEmpty();
        assertThat(find.bounded(query(Map.of("orderId", "SO-1", "warehouse", "BER", "limit", "500")), 25)
                        .since())
                .isEmpty();
        assertThat(find.bounded(query(Map.of("disposition", "HOLD", "warehouse", "BER", "limit", "500")), 25)
                        .since())
                .isPresent();
    }

    @Test
    void pages_of_a_long_search_follow_each_other_without_gap_or_overlap() {
        List<String> found = new ArrayList<>();
        Map<String, String> parameters = new TreeMap<>(Map.of("warehouse", "HAM", "limit", "5"));
        for (boolean hasMore = true; hasMore; ) {
            Bounded bounded = find.bounded(query(parameters), 5);
            bounded.shown().decisions().forEach(one -> found.add(one.cells().getFirst()));
            parameters.remove("cursor");
            bounded.shown().next().ifPresentOrElse(next -> parameters.put("cursor", next), () -> bounded.since()
                    .ifPresent(at -> parameters.put("to", at.toString())));
            hasMore = bounded.shown().hasMore() || bounded.since().isPresent();
        }
        assertThat(found).hasSize(RECORDS - 4).doesNotHaveDuplicates();
    }

    @Test
    void counts_and_rows_are_of_one_search() {
        Bounded bounded = find.bounded(query(Map.of("warehouse", "HAM", "limit", "5")), 2);
        assertThat(bounded.counted().decisions()).hasSize(5);
        assertThat(bounded.counted().hasMore()).isTrue();
        assertThat(bounded.shown().decisions())
                .isEqualTo(bounded.counted().decisions().subList(0, 2));
        assertThat(bounded.shown().next()).isPresent();
    }

    private DecisionQuery query(Map<String, String> parameters) {
        Map<String, List<String>> lists = new TreeMap<>();
        parameters.forEach((name, value) -> lists.put(name, List.of(value)));
        return switch (find.query(lists)) {
            case Reading.Valid<DecisionQuery> valid -> valid.value();
            case Reading.Invalid<DecisionQuery> invalid ->
                throw new AssertionError(invalid.problems().toString());
        };
    }

    private static Facets facets(String id, String warehouse) {
        Facets any = facetsOf(id);
        return new Facets(
                any.orderId(),
                any.customerId(),
                any.segment(),
                warehouse,
                any.checkpoint(),
                any.disposition(),
                any.priority(),
                any.currency(),
                any.orderValue(),
                any.codes(),
                any.ruleIds());
    }
}
