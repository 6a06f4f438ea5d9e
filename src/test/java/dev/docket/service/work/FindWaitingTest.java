package dev.docket.service.work;

import static dev.docket.journal.Entries.aClaim;
import static dev.docket.journal.Entries.anEntry;
import static dev.docket.journal.Entries.work;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.taxonomy.BusinessCalendar;
import dev.docket.decision.taxonomy.BusinessCalendars;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.journal.Journal;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.WorkEntry;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.service.outcome.Feedback.Action;
import dev.docket.service.work.FindWaiting.Whose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class FindWaitingTest {
    // A Friday.
    private static final Instant NOW = Instant.parse("2026-03-06T15:00:00Z");

    @TempDir
    private Path folder;

    private Journal journal;
    private FindWaiting find;

    @BeforeEach
    void open() {
        journal = SqliteJournal.open(folder);
        find = new FindWaiting(
                journal,
                () -> new BusinessCalendars(new TreeMap<>(Map.of("CREDIT", office()))),
                () -> ZoneId.of("Europe/Paris"),
                () -> NOW);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    /** From nine to five where the warehouse is, from Monday to Friday. */
    private static BusinessCalendar office() {
        Map<DayOfWeek, List<BusinessCalendar.Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : List.of(DayOfWeek.values()).subList(0, 5)) {
            week.put(day, List.of(new BusinessCalendar.Shift(9 * 60, 17 * 60)));
        }
        return new BusinessCalendar("office", null, week, List.of());
    }

    @Test
    void the_most_urgent_stands_first_and_what_has_an_outcome_is_gone() {
        decide("late", "P2", "2026-03-06T10:00:00Z", "CREDIT", "{}");
        decide("soon", "P2", "2026-03-06T15:30:00Z", "CREDIT", "{}");
        decide("urgent", "P1", "2026-03-09T15:00:00Z", "FRAUD", "{}");
        decide("done", "P1", "2026-03-06T15:10:00Z", "FRAUD", "{}");
        report("done");

        FindWaiting.WorkList list = find.list();

        assertThat(list.shown()).extracting(Waiting::order).containsExactly("urgent", "late", "soon");
        assertThat(list.all()).isEqualTo(3);
        assertThat(list.byQueue()).isEqualTo(Map.of("CREDIT", 2L, "FRAUD", 1L));
    }

    @Test
    void a_queue_has_its_decisions_however_many_more_urgent_ones_wait_in_others() {
        for (int i = 0; i < FindWaiting.MOST + 5; i++) {
            decide("fraud-" + i, "P1", "2026-03-06T10:00:00Z", "FRAUD", "{}");
        }
        decide("credit", "P3", "2026-03-06T10:00:00Z", "CREDIT", "{}");

        assertThat(find.list().shown()).hasSize(FindWaiting.MOST);
        assertThat(find.list().byQueue()).isEqualTo(Map.of("CREDIT", 1L, "FRAUD", FindWaiting.MOST + 5L));
        assertThat(find.list(Whose.ANYBODYS, "CREDIT", "").shown())
                .extracting(Waiting::order)
                .containsExactly("credit");
    }

    @Test
    void the_list_says_in_whose_hands_each_decision_is_and_shows_only_those_that_are_asked_for() {
        decide("mine", "P2", "2026-03-06T10:00:00Z", "CREDIT", "{}");
        decide("others", "P2", "2026-03-06T10:00:00Z", "CREDIT", "{}");
        decide("returned", "P2", "2026-03-06T10:00:00Z", "CREDIT", "{}");
        decide("done", "P2", "2026-03-06T10:00:00Z", "CREDIT", "{}");
        for (String order : List.of("mine", "others", "returned", "done")) {
            journal.append(aClaim(order, 1, order.equals("others") ? "key:bert" : "key:anna"))
                    .join();
            journal.append(work(order, 2, WorkEntry.Act.NOTED, "", "key:carl/ABC", "look"))
                    .join();
        }
        journal.append(work("returned", 3, WorkEntry.Act.RETURNED, "", "key:anna/ABC", ""))
                .join();
        report("done");

        FindWaiting.WorkList all = find.list(Whose.ANYBODYS, "", "key:anna");
        assertThat(all.byWhose()).isEqualTo(Map.of(Whose.ANYBODYS, 3L, Whose.MINE, 1L, Whose.NOBODYS, 1L));
        assertThat(all.shown())
                .extracting(one ->
                        one.order() + " " + one.holding().map(Holding::holder).orElse("nobody"))
                .containsExactlyInAnyOrder("mine key:anna", "others key:bert", "returned nobody");
        assertThat(find.list(Whose.MINE, "", "key:anna").shown())
                .extracting(Waiting::order)
                .containsExactly("mine");
        assertThat(find.list(Whose.NOBODYS, "", "key:anna").shown())
                .extracting(Waiting::order)
                .containsExactly("returned");
        assertThat(find.list(Whose.MINE, "", "key:carl").shown()).isEmpty();
    }

    @Test
    void time_left_counts_only_while_the_queue_is_worked_on_where_the_warehouse_is() {
        // In Paris it is four o'clock: one hour until the end of Friday, and one of Monday.
        decide("weekend", "P2", "2026-03-09T09:00:00Z", "CREDIT", "{}");
        // In New York it is ten o'clock.
        decide(
                "elsewhere",
                "P2",
                "2026-03-06T19:00:00Z",
                "CREDIT",
                "{\"warehouse\":{\"timeZone\":\"America/New_York\"}}");
        // Nine in the morning of the day before: eight hours and another seven of today have passed.
        decide("late", "P2", "2026-03-05T08:00:00Z", "CREDIT", "{}");
        decide("always", "P2", "2026-03-09T09:00:00Z", "FRAUD", "{}");

        assertThat(left("weekend")).isEqualTo(Duration.ofHours(2));
        assertThat(left("elsewhere")).isEqualTo(Duration.ofHours(4));
        assertThat(left("late")).isEqualTo(Duration.ofHours(-15));
        assertThat(left("always")).isEqualTo(Duration.ofHours(66));
    }

    @Test
    void only_who_may_override_may_record_something_else_than_was_recommended() {
        assertThat(Rights.outcomes(Disposition.HOLD, false))
                .containsExactly(Action.HELD, Action.REJECTED, Action.CANCELLED);
        assertThat(Rights.outcomes(Disposition.REJECT, false)).containsExactly(Action.REJECTED, Action.CANCELLED);
        assertThat(Rights.outcomes(Disposition.REVIEW, false)).containsExactly(Action.values());
        for (Disposition disposition : Disposition.values()) {
            assertThat(Rights.outcomes(disposition, true)).containsExactly(Action.values());
        }
    }

    private Duration left(String order) {
        return find.list().shown().stream()
                .filter(one -> one.order().equals(order))
                .findFirst()
                .flatMap(Waiting::due)
                .orElseThrow()
                .left();
    }

    private void decide(String order, String priority, String due, String queue, String request) {
        DecisionEntry like = anEntry(order);
        String answer = "{\"recommendation\":{\"queue\":\"%s\",\"slaDueAt\":\"%s\",\"summary\":\"Hold it.\"}}"
                .formatted(queue, due);
        Facets facets = new Facets(
                order,
                "C-1",
                "A",
                "DC-1",
                "RELEASE",
                "HOLD",
                priority,
                "EUR",
                null,
                new TreeSet<>(Set.of(new ExceptionCode("FIN-201"))),
                new TreeSet<>());
        journal.append(new DecisionEntry(
                        like.decisionId(),
                        like.requestId(),
                        like.requestDigest(),
                        like.bundleDigest(),
                        like.modelDigest(),
                        NOW.minus(Duration.ofHours(2)),
                        like.caller(),
                        facets,
                        Payload.of(request.getBytes(StandardCharsets.UTF_8)),
                        Payload.of(answer.getBytes(StandardCharsets.UTF_8))))
                .join();
    }

    private void report(String order) {
        journal.append(new OutcomeEntry(
                        anEntry(order).decisionId(),
                        "HELD",
                        NOW.minus(Duration.ofHours(1)),
                        "somebody",
                        Payload.of("{\"outcome\":\"HELD\"}".getBytes(StandardCharsets.UTF_8))))
                .join();
    }
}
