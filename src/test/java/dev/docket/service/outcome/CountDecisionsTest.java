package dev.docket.service.outcome;

import static dev.docket.journal.Entries.AT;
import static dev.docket.journal.Entries.anEntry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.journal.Journal;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.sqlite.SqliteJournal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class CountDecisionsTest {
    private static final Instant NOW = AT.plus(Duration.ofHours(20));

    @TempDir
    private Path folder;

    private Journal journal;
    private AtomicReference<Instant> clock;
    private CountDecisions count;

    @BeforeEach
    void open() {
        journal = SqliteJournal.open(folder);
        clock = new AtomicReference<>(NOW);
        count = new CountDecisions(journal, clock::get);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void decisions_of_the_period_are_counted_and_no_others() {
        decide("old", "SO-1", Disposition.HOLD, Duration.ofHours(25));
        decide("one", "SO-2", Disposition.HOLD, Duration.ofHours(23), "FIN-201", "FIN-202");
        decide("two", "SO-3", Disposition.RELEASE, Duration.ofMinutes(90));
        decide("three", "SO-4", Disposition.RELEASE, Duration.ZERO);

        Counted counted = count.of(Period.DAY);

        assertThat(counted.decisions()).isEqualTo(3);
        assertThat(counted.exceptions()).isEqualTo(1);
        assertThat(counted.isWhole()).isTrue();
        assertThat(counted.byDisposition()).isEqualTo(Map.of(Disposition.HOLD, 1L, Disposition.RELEASE, 2L));
        assertThat(counted.byCode()).isEqualTo(Map.of("FIN-201", 1L, "FIN-202", 1L));
        assertThat(counted.byRule()).isEqualTo(Map.of("some-rule", 3L));
        assertThat(counted.rulesByCode())
                .as("only of decisions with the exception")
                .isEqualTo(Map.of("FIN-201", Map.of("some-rule", 1L), "FIN-202", Map.of("some-rule", 1L)));
        assertThat(counted.sourcesByCode().get("FIN-201")).hasSize(1).containsValue(1L);
        assertThat(counted.slots().stream()
                        .flatMap(slot -> slot.byDisposition().values().stream())
                        .mapToLong(Long::longValue)
                        .sum())
                .as("each is in one slot")
                .isEqualTo(3);
        assertThat(count.of(Period.WEEK).decisions()).isEqualTo(4);
    }

    @Test
    void an_order_waits_by_its_newest_decision_until_an_outcome_is_reported() {
        decide("first", "SO-1", Disposition.HOLD, Duration.ofHours(10));
        decide("second", "SO-1", Disposition.RELEASE, Duration.ofHours(1));
        decide("held", "SO-2", Disposition.HOLD, Duration.ofHours(2));
        decide("reviewed", "SO-3", Disposition.REVIEW, Duration.ofMinutes(5));
        decide("ended", "SO-4", Disposition.HOLD, Duration.ofHours(2));
        report("ended", "RELEASED", Duration.ofHours(1));

        List<Counted.Age> waiting = count.of(Period.DAY).waiting();

        assertThat(waiting.stream().filter(age -> !age.byDisposition().isEmpty()))
                .extracting(Counted.Age::hours, age -> age.byDisposition().toString())
                .containsExactly(tuple(1L, "{REVIEW=1}"), tuple(4L, "{HOLD=1}"));
    }

    @Test
    void what_went_through_without_a_person_is_touchless_unless_somebody_did_something_else() {
        decide("plain", "SO-1", Disposition.RELEASE, Duration.ofHours(2));
        decide("shipped", "SO-2", Disposition.RELEASE, Duration.ofHours(2));
        decide("stopped", "SO-3", Disposition.RELEASE, Duration.ofHours(2));
        decide("held", "SO-4", Disposition.HOLD, Duration.ofHours(2));
        report("shipped", "RELEASED", Duration.ofHours(1));
        report("stopped", "HELD", Duration.ofHours(1));

        assertThat(count.of(Period.DAY).touchless()).isEqualTo(new Share(2, 4));
    }

    @Test
    void the_last_outcome_counts() {
        decide("held", "SO-1", Disposition.HOLD, Duration.ofHours(5));
        report("held", "HELD", Duration.ofHours(4));
        report("held", "RELEASED", Duration.ofHours(3));

        OutcomeStatistics.Counts rule =
                Objects.requireNonNull(count.of(Period.DAY).outcomes().byRule().get("some-rule"));

        assertThat(rule.falseHolds()).isEqualTo(new Share(1, 1));
        assertThat(rule.overridden()).isEqualTo(new Share(1, 1));
    }

    @Test
    void priority_is_held_against_what_became_of_the_order() {
        for (String id : List.of("right", "more", "less", "silent", "late", "on-time")) {
            decide(id, "SO-" + id, Disposition.RELEASE, Duration.ofHours(5));
        }
        reportDocument("right", "\"actualPriority\":\"P2\"");
        reportDocument("more", "\"actualPriority\":\"P1\"");
        reportDocument("less", "\"actualPriority\":\"P4\"");
        reportDocument("silent", "\"reason\":\"no idea\"");
        reportDocument("late", "\"daysLate\":3");
        reportDocument("on-time", "\"daysLate\":0");

        assertThat(count.of(Period.DAY).byUrgency())
                .containsEntry("P2", new Urgency(new Share(1, 3), new Share(1, 3), new Share(1, 2)))
                .hasSize(1);
    }

    @Test
    void figures_are_counted_anew_after_ten_seconds() {
        decide("one", "SO-1", Disposition.HOLD, Duration.ofHours(2));
        assertThat(count.of(Period.DAY).decisions()).isEqualTo(1);
        decide("two", "SO-2", Disposition.HOLD, Duration.ofHours(2));
        clock.set(NOW.plusSeconds(9));
        assertThat(count.of(Period.DAY).decisions()).isEqualTo(1);
        clock.set(NOW.plusSeconds(11));
        assertThat(count.of(Period.DAY).decisions()).isEqualTo(2);
    }

    private void decide(String requestId, String order, Disposition disposition, Duration ago, String... codes) {
        DecisionEntry like = anEntry(requestId);
        TreeSet<ExceptionCode> raised = new TreeSet<>();
        Set.of(codes).forEach(code -> raised.add(new ExceptionCode(code)));
        Facets facets = new Facets(
                order,
                "C-1",
                "A",
                "DC-1",
                "RELEASE",
                disposition.name(),
                "P2",
                "EUR",
                null,
                raised,
                new TreeSet<>(Set.of(new RuleId("some-rule"))));
        journal.append(new DecisionEntry(
                        like.decisionId(),
                        like.requestId(),
                        like.requestDigest(),
                        like.bundleDigest(),
                        like.modelDigest(),
                        NOW.minus(ago),
                        like.caller(),
                        facets,
                        like.request(),
                        like.answer()))
                .join();
    }

    private void reportDocument(String requestId, String more) {
        report(requestId, "RELEASED", Duration.ofHours(1), "{\"outcome\":\"RELEASED\"," + more + "}");
    }

    private void report(String requestId, String outcome, Duration ago) {
        report(requestId, outcome, ago, "{\"outcome\":\"" + outcome + "\"}");
    }

    private void report(String requestId, String outcome, Duration ago, String document) {
        journal.append(new OutcomeEntry(
                        anEntry(requestId).decisionId(),
                        outcome,
                        NOW.minus(ago),
                        "somebody",
                        Payload.of(document.getBytes(StandardCharsets.UTF_8))))
                .join();
    }
}
