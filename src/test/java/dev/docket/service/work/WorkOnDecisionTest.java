package dev.docket.service.work;

import static dev.docket.journal.Entries.anEntry;
import static dev.docket.journal.Entries.anOutcome;
import static dev.docket.journal.Entries.facetsOf;
import static dev.docket.journal.Entries.idOf;
import static dev.docket.journal.Entries.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.Sender;
import dev.docket.decision.id.DecisionId;
import dev.docket.fixture.PostgresServer;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalReader;
import dev.docket.journal.postgres.PostgresJournal;
import dev.docket.journal.postgres.PostgresSource;
import dev.docket.journal.record.Facets;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.service.work.WorkOnDecision.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // set before each test
class WorkOnDecisionTest {
    private static final Instant NOW = Instant.parse("2026-03-29T02:00:00.500Z");
    private static final DecisionId HELD = idOf("held");
    private static final Sender ANNA = Sender.named("user:anna/4711");
    private static final Sender BERT = Sender.named("key:bert/ABC");
    private static final Intent CLAIM = new Intent.Claim("");
    private static final Intent RETURN = new Intent.Return("");

    @TempDir
    private Path folder;

    private Journal journal;
    private WorkOnDecision work;

    @BeforeEach
    void open() {
        journal = SqliteJournal.open(folder);
        work = new WorkOnDecision(journal, () -> NOW);
        journal.append(anEntry("held")).join();
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void who_claims_a_decision_has_it_until_they_give_it_back() {
        assertThat(record(CLAIM, ANNA)).isInstanceOf(Result.Done.class);
        assertThat(work.of(HELD).holding()).contains(new Holding("user:4711", "user:anna/4711", NOW));
        assertThat(work.of(HELD).holding().orElseThrow().name()).isEqualTo("anna");

        assertThat(record(new Intent.Return(""), ANNA)).isInstanceOf(Result.Done.class);
        assertThat(work.of(HELD).holding()).isEmpty();
        assertThat(record(CLAIM, BERT)).isInstanceOf(Result.Done.class);
        assertThat(work.of(HELD).steps()).extracting(WorkStep::act).containsExactly("CLAIMED", "RETURNED", "CLAIMED");
    }

    @Test
    void what_somebody_has_is_neither_claimed_nor_given_back_by_another_but_can_be_assigned() {
        record(CLAIM, ANNA);

        assertThat(record(CLAIM, BERT)).isEqualTo(new Result.Held(new Holding("user:4711", "user:anna/4711", NOW)));
        assertThat(record(new Intent.Return(""), BERT)).isInstanceOf(Result.Held.class);
        assertThat(record(new Intent.Assign("key:carl", "please"), BERT)).isInstanceOf(Result.Done.class);
        assertThat(work.of(HELD).holding().orElseThrow().name()).isEqualTo("carl");
        assertThat(record(new Intent.TakeAway(""), BERT)).isInstanceOf(Result.Done.class);
        assertThat(work.of(HELD).holding()).isEmpty();
        assertThat(record(new Intent.Return(""), ANNA)).isInstanceOf(Result.Free.class);
    }

    @Test
    void what_is_so_already_is_not_recorded_again() {
        for (Intent intent : List.of(
                CLAIM, new Intent.Note("called them"), new Intent.Assign("key:bert", ""), new Intent.TakeAway(""))) {
            assertThat(record(intent, ANNA)).isInstanceOf(Result.Done.class);
            assertThat(record(intent, ANNA)).isInstanceOf(Result.Repeated.class);
        }
        assertThat(work.of(HELD).steps()).hasSize(4);

        record(CLAIM, ANNA);
        record(new Intent.Note("again"), BERT);
        assertThat(record(CLAIM, ANNA)).as("what one has already").isInstanceOf(Result.Repeated.class);
    }

    @Test
    void the_same_person_with_another_key_has_the_same_decisions() {
        record(CLAIM, Sender.named("key:bert/OLD"));

        assertThat(record(CLAIM, Sender.named("key:bert/NEW"))).isInstanceOf(Result.Repeated.class);
        assertThat(record(new Intent.Return(""), Sender.named("key:bert/NEW"))).isInstanceOf(Result.Done.class);
    }

    @Test
    void what_does_not_wait_for_a_person_cannot_be_claimed_and_noted_all_the_same() {
        journal.append(anOutcome("held", "RELEASED")).join();
        journal.append(with(disposition("RELEASE"), NOW, anEntry("automatic"))).join();
        journal.append(with(facetsOf("again"), NOW.minusSeconds(9), anEntry("first")))
                .join();
        journal.append(with(facetsOf("again"), NOW, anEntry("second"))).join();

        assertThat(record(CLAIM, ANNA)).isEqualTo(new Result.Closed(NotWaiting.DONE));
        assertThat(work.record(idOf("automatic"), CLAIM, ANNA)).isEqualTo(new Result.Closed(NotWaiting.AUTOMATIC));
        assertThat(work.record(idOf("first"), CLAIM, ANNA)).isEqualTo(new Result.Closed(NotWaiting.SUPERSEDED));
        assertThat(work.record(idOf("second"), CLAIM, ANNA)).isInstanceOf(Result.Done.class);
        assertThat(record(new Intent.Assign("key:bert", ""), ANNA)).isInstanceOf(Result.Closed.class);
        assertThat(record(new Intent.Note("late"), ANNA)).isInstanceOf(Result.Done.class);
        assertThat(work.record(idOf("nobody"), CLAIM, ANNA)).isInstanceOf(Result.Unknown.class);
    }

    @Test
    void an_outcome_ends_the_work_on_a_decision() {
        record(CLAIM, ANNA);
        journal.append(anOutcome("held", "RELEASED")).join();

        assertThat(work.of(HELD).holding()).isEmpty();
        assertThat(new String(work.json(HELD), StandardCharsets.UTF_8))
                .startsWith("{\"decisionId\":\"decision-held\",\"steps\":[{")
                .contains("\"act\":\"CLAIMED\",\"holder\":\"user:4711\"");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoever_asks_again_for_what_has_ended_hears_so_as_everybody_else_does(boolean isPostgres) {
        try (Journal stored = isPostgres
                ? PostgresJournal.open(
                        new PostgresSource(PostgresServer.shared().newDatabase(), "", ""), folder.resolve("node"))
                : SqliteJournal.open(folder.resolve("own"))) {
            WorkOnDecision there = new WorkOnDecision(stored, () -> NOW);
            stored.append(anEntry("held")).join();
            Intent assign = new Intent.Assign("user:4711", "");
            for (Intent intent : List.of(CLAIM, assign)) {
                assertThat(there.record(HELD, intent, ANNA)).isInstanceOf(Result.Done.class);
                assertThat(there.record(HELD, intent, ANNA)).isInstanceOf(Result.Repeated.class);
            }
            stored.append(anOutcome("held", "RELEASED")).join();

            for (Intent intent : List.of(assign, CLAIM, new Intent.Claim("again"))) {
                assertThat(there.record(HELD, intent, ANNA)).isEqualTo(new Result.Closed(NotWaiting.DONE));
                assertThat(there.record(HELD, intent, BERT)).isEqualTo(new Result.Closed(NotWaiting.DONE));
            }
            assertThat(there.record(HELD, RETURN, ANNA)).isInstanceOf(Result.Done.class);
            assertThat(there.record(HELD, RETURN, ANNA)).isInstanceOf(Result.Repeated.class);
            assertThat(there.of(HELD).steps()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u202eb", "a\u0000b", "a\u200bb", "a\u2028b"})
    void a_note_with_what_cannot_be_seen_is_refused(String note) {
        assertThat(record(new Intent.Note(note), ANNA)).isInstanceOf(Result.Invalid.class);
    }

    @Test
    void a_note_is_bounded_and_may_have_lines() {
        assertThat(record(new Intent.Note("😀".repeat(2_000)), ANNA)).isInstanceOf(Result.Done.class);
        assertThat(record(new Intent.Note("x".repeat(2_001)), ANNA)).isInstanceOf(Result.Invalid.class);
        assertThat(record(new Intent.Note("one\ntwo"), ANNA)).isInstanceOf(Result.Done.class);
        assertThat(record(new Intent.Note(""), ANNA)).isInstanceOf(Result.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "anna", "key:", "key:Größe", "key:a b", "user:a b", "user:", "mail:anna", "key:x/ABC"})
    void only_who_can_call_can_be_assigned_anything(String assignee) {
        assertThat(record(new Intent.Assign(assignee, ""), ANNA)).isInstanceOf(Result.Invalid.class);
    }

    @Test
    void of_many_people_who_claim_a_decision_at_once_one_gets_it_and_the_others_hear_who() throws Exception {
        try (var people = Executors.newFixedThreadPool(8)) {
            var claims = people.invokeAll(IntStream.range(0, 40)
                    .<Callable<Result>>mapToObj(i -> () -> record(CLAIM, Sender.named("key:p" + i + "/ABC")))
                    .toList());
            int done = 0;
            for (var claim : claims) {
                done += claim.get() instanceof Result.Done ? 1 : 0;
                assertThat(claim.get()).isInstanceOfAny(Result.Done.class, Result.Held.class);
            }
            assertThat(done).isEqualTo(1);
        }
        assertThat(work.of(HELD).steps()).hasSize(1);
    }

    @Test
    void only_so_much_is_recorded_of_one_decision() {
        for (int i = 0; i < 150; i++) {
            assertThat(record(new Intent.Note("note " + i), ANNA)).isInstanceOf(Result.Done.class);
        }
        assertThat(record(new Intent.Note("one more"), ANNA)).isInstanceOf(Result.Full.class);

        // Whoever writes many notes keeps nobody from the decision.
        for (int i = 150; i < JournalReader.MOST_WORK - 2; i += 2) {
            assertThat(record(CLAIM, ANNA)).isInstanceOf(Result.Done.class);
            assertThat(record(RETURN, ANNA)).isInstanceOf(Result.Done.class);
        }
        assertThat(record(CLAIM, ANNA)).isInstanceOf(Result.Done.class);
        assertThat(record(new Intent.Assign("key:bob", ""), ANNA)).isInstanceOf(Result.Full.class);
        assertThat(record(RETURN, ANNA)).isInstanceOf(Result.Done.class);
        assertThat(record(CLAIM, ANNA)).isInstanceOf(Result.Full.class);
        assertThat(work.of(HELD).steps()).hasSize(JournalReader.MOST_WORK);
        assertThat(work.of(HELD).holding()).isEmpty();
    }

    @Test
    void a_name_that_a_proxy_gives_may_have_blanks_and_umlauts() {
        assertThat(record(CLAIM, Sender.named("J\u00f6rg Smith"))).isInstanceOf(Result.Done.class);

        assertThat(work.of(HELD).holding().orElseThrow().holder()).isEqualTo("J_rg_Smith");
        assertThat(record(RETURN, Sender.named("J\u00f6rg Smith"))).isInstanceOf(Result.Done.class);
    }

    private Result record(Intent intent, Sender sender) {
        return work.record(HELD, intent, sender);
    }

    private static Facets disposition(String disposition) {
        Facets like = facetsOf("automatic");
        return new Facets(
                like.orderId(),
                like.customerId(),
                like.segment(),
                like.warehouse(),
                like.checkpoint(),
                disposition,
                like.priority(),
                like.currency(),
                like.orderValue(),
                like.codes(),
                like.ruleIds());
    }
}
