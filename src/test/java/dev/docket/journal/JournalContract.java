package dev.docket.journal;

import static dev.docket.journal.Entries.AT;
import static dev.docket.journal.Entries.aClaim;
import static dev.docket.journal.Entries.aStep;
import static dev.docket.journal.Entries.anEntry;
import static dev.docket.journal.Entries.anOutcome;
import static dev.docket.journal.Entries.attributed;
import static dev.docket.journal.Entries.digest;
import static dev.docket.journal.Entries.facetsOf;
import static dev.docket.journal.Entries.idOf;
import static dev.docket.journal.Entries.intake;
import static dev.docket.journal.Entries.with;
import static dev.docket.journal.Entries.withDecisionId;
import static dev.docket.journal.Entries.work;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.access.Call;
import dev.docket.access.Sender;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import dev.docket.journal.Filter.Criterion;
import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.journal.checkpoint.JournalKey;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.merkle.NoteSigner;
import dev.docket.journal.record.CanaryArm;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.MappedBy;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.RecordHeader;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.record.WorkEntry;
import dev.docket.journal.verify.JournalVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every journal promises, whatever it writes to. */
public abstract class JournalContract {
    @SuppressWarnings("NullAway.Init") // JUnit opens it before each test
    private Journal journal;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path keys;

    /** Opens the journal of this test, with what an earlier call of the same test recorded. */
    public abstract Journal open();

    @BeforeEach
    void open_the_journal() {
        journal = open();
    }

    @AfterEach
    void close_the_journal() {
        journal.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r",
                "Größe-注文-🚚-ليث",
                "1234567890123456789012345678901234567890123456789012345678901234",
                "🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚🚚",
                "it's; DROP TABLE record--%_?"
            })
    void a_record_comes_back_as_it_was_written(String requestId) {
        var entry = anEntry(requestId);

        var recorded = newlyRecorded(entry);

        assertSame(recorded.entry(), entry);
        assertSame(journal.findByRequestId(requestId).orElseThrow(), recorded);
        assertSame(journal.findByDecisionId(entry.decisionId()).orElseThrow(), recorded);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 1 << 20})
    void payloads_of_any_size_come_back_byte_for_byte(int bytes) {
        var recorded = newlyRecorded(anEntry("large", bytes));

        assertSame(journal.findByRequestId("large").orElseThrow(), recorded);
    }

    @Test
    void an_unknown_id_finds_nothing() {
        assertThat(journal.findByRequestId("unknown")).isEmpty();
        assertThat(journal.findByDecisionId(new DecisionId("unknown"))).isEmpty();
        assertThat(journal.findByRequestId("\0")).isEmpty();
        assertThat(journal.count()).isZero();
    }

    @Test
    void many_decisions_are_found_at_once_and_unknown_ids_are_left_out() {
        List<DecisionEntry> entries =
                Stream.of("one", "two", "three").map(Entries::anEntry).toList();
        entries.forEach(entry -> journal.append(entry).join());
        List<DecisionId> wanted = List.of(
                entries.get(2).decisionId(),
                anEntry("unknown").decisionId(),
                entries.get(0).decisionId());
        assertThat(journal.findByDecisionIds(wanted))
                .extracting(found -> found.entry().requestId())
                .containsExactlyInAnyOrder("one", "three");
        assertThat(journal.findByDecisionIds(List.of(anEntry("unknown").decisionId())))
                .isEmpty();
        assertThat(journal.findByDecisionIds(List.of())).isEmpty();
    }

    @Test
    void ids_are_compared_by_code_point_and_not_by_how_they_look() {
        newlyRecorded(anEntry("Caf\u00e9"));
        newlyRecorded(anEntry("Cafe\u0301"));
        newlyRecorded(anEntry("caf\u00e9"));

        assertThat(journal.count()).isEqualTo(3);
    }

    @Test
    void a_taken_request_id_gives_the_record_that_has_it_and_writes_nothing() {
        var first = newlyRecorded(anEntry("same"));

        var again =
                journal.append(withDecisionId("another", anEntry("same", 10))).join();

        assertThat(again).isInstanceOf(Appended.Taken.class);
        assertSame(again.recorded(), first);
        assertThat(journal.count()).isEqualTo(1);
        assertThat(journal.findByDecisionId(new DecisionId("another"))).isEmpty();
    }

    @Test
    void a_taken_decision_id_is_a_defect_that_fails_its_own_entry_only() {
        newlyRecorded(anEntry("one"));

        var clash = journal.append(withDecisionId("decision-one", anEntry("two")));
        var next = journal.append(anEntry("three"));

        assertThatThrownBy(clash::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("decision-one", "two", "one");
        assertThat(next.join().recorded().position().sequence()).isEqualTo(2);
        assertThat(journal.findByRequestId("two")).isEmpty();
    }

    @Test
    void many_threads_get_one_sequence_from_1_without_gaps() {
        var appended = together(16, thread -> IntStream.range(0, 100)
                .mapToObj(i -> journal.append(anEntry(thread + "-" + i)).join())
                .toList());

        assertThat(appended).hasSize(1600).allMatch(Appended.New.class::isInstance);
        assertThat(appended.stream().map(one -> one.recorded().position().sequence()))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 1600).boxed().toList());
        assertThat(appended.stream()
                        .map(one -> one.recorded().position().stream())
                        .distinct())
                .hasSize(1);
        assertThat(journal.count()).isEqualTo(1600);
    }

    @Test
    void of_threads_that_race_with_one_request_id_exactly_one_is_new_and_all_get_its_record() {
        int races = 100;
        var appended = together(8, thread -> IntStream.range(0, races)
                .mapToObj(race -> journal.append(withDecisionId("by-" + thread + "-" + race, anEntry("race-" + race)))
                        .join())
                .toList());

        assertThat(appended).filteredOn(Appended.New.class::isInstance).hasSize(races);
        assertThat(appended.stream()
                        .map(one -> one.recorded().entry().decisionId())
                        .distinct())
                .hasSize(races);
        assertThat(journal.count()).isEqualTo(races);
    }

    @Test
    void the_same_entry_twice_in_one_burst_is_recorded_once() {
        var futures = IntStream.range(0, 1000)
                .mapToObj(i -> journal.append(anEntry("burst-" + i % 500)))
                .toList();

        var appended = futures.stream().map(CompletableFuture::join).toList();

        assertThat(appended).filteredOn(Appended.New.class::isInstance).hasSize(500);
        assertThat(journal.count()).isEqualTo(500);
    }

    @Test
    void the_sequence_goes_on_in_the_same_stream_after_reopening() {
        var first = newlyRecorded(anEntry("first"));

        journal.close();
        journal = open();

        assertSame(journal.findByRequestId("first").orElseThrow(), first);
        var second = newlyRecorded(anEntry("second"));
        assertThat(second.position().stream()).isEqualTo(first.position().stream());
        assertThat(second.position().sequence()).isEqualTo(2);
        assertThat(second.position().previous()).isEqualTo(first.position().hash());
        assertThat(journal.append(anEntry("first")).join()).isInstanceOf(Appended.Taken.class);
    }

    @Test
    void closing_writes_what_was_accepted_and_answers_it() {
        var futures = IntStream.range(0, 500)
                .mapToObj(i -> journal.append(anEntry("late-" + i)))
                .toList();

        journal.close();

        assertThat(futures).allMatch(CompletableFuture::isDone);
        journal = open();
        assertThat(journal.count()).isEqualTo(500);
    }

    @Test
    void a_closed_journal_says_so_and_closing_it_again_does_nothing() {
        journal.close();
        journal.close();

        assertUnavailable(journal.append(anEntry("too-late")));
        assertThatThrownBy(journal::checkWritable).isInstanceOf(JournalUnavailableException.class);
        assertThatThrownBy(journal::count).isInstanceOf(JournalUnavailableException.class);
    }

    @Test
    void a_check_passes_on_a_sound_journal_and_leaves_no_record() {
        assertThatCode(journal::checkWritable).doesNotThrowAnyException();
        newlyRecorded(anEntry("after"));
        assertThatCode(journal::checkWritable).doesNotThrowAnyException();

        assertThat(journal.count()).isEqualTo(1);
    }

    @Test
    void a_continuation_may_append_again_and_wait_for_it() {
        var second = journal.append(anEntry("cause"))
                .thenApply(done -> journal.append(anEntry("effect")).join());

        assertThat(second.join().recorded().position().sequence()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void pages_follow_each_other_without_gap_or_overlap(Direction direction) {
        var recorded = IntStream.range(0, 30)
                .mapToObj(i -> newlyRecorded(with(facetsOf("r" + i), AT.plusMillis(i % 7), anEntry("r" + i))))
                .toList();
        var expected = recorded.stream()
                .map(Cursor::of)
                .sorted(Comparator.comparing(Cursor::at).thenComparingLong(Cursor::sequence))
                .toList();

        var read = new ArrayList<Cursor>();
        for (var after = Optional.<Cursor>empty(); ; after = Optional.of(read.getLast())) {
            var page = journal.page(Filter.ALL, direction, Depth.HEADERS, after, 4);
            if (page.isEmpty()) {
                break;
            }
            page.forEach(one -> read.add(Cursor.of(one)));
        }

        assertThat(read).isEqualTo(direction == Direction.OLDEST_FIRST ? expected : expected.reversed());
    }

    @Test
    void the_newest_records_of_a_period_begin_at_the_time_of_the_next_one() {
        for (int i = 0; i < 10; i++) {
            newlyRecorded(with(facetsOf("r" + i), AT.plusMillis(i), anEntry("r" + i)));
        }

        assertThat(journal.beginOfNewest(Instant.EPOCH, Instant.MAX, 3)).contains(AT.plusMillis(6));
        assertThat(journal.beginOfNewest(Instant.EPOCH, AT.plusMillis(5), 3)).contains(AT.plusMillis(1));
        assertThat(journal.beginOfNewest(AT.plusMillis(7), Instant.MAX, 3)).isEmpty();
        assertThat(journal.beginOfNewest(Instant.EPOCH, Instant.MAX, 10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXCEPTIONS")
    void each_criterion_finds_those_that_have_the_value_and_no_others(Criterion criterion) {
        var odd = new Facets(
                "odd",
                "odd",
                "odd",
                "odd",
                "odd",
                "odd",
                "odd",
                "odd",
                BigDecimal.ONE,
                new TreeSet<>(Set.of(new ExceptionCode("ODD-1"), new ExceptionCode("ODD-2"))),
                new TreeSet<>(Set.of(new RuleId("odd"))));
        var entry = anEntry("odd");
        newlyRecorded(anEntry("before"));
        newlyRecorded(new DecisionEntry(
                entry.decisionId(),
                "odd",
                entry.requestDigest(),
                digest("odd"),
                Optional.of(digest("odd model")),
                AT,
                "odd",
                odd,
                entry.request(),
                entry.answer()));
        newlyRecorded(anEntry("after"));

        var value =
                switch (criterion) {
                    case CODE -> "ODD-2";
                    case BUNDLE_DIGEST -> digest("odd").text();
                    case MODEL_DIGEST -> digest("odd model").text();
                    case ORDER_ID,
                            CUSTOMER_ID,
                            SEGMENT,
                            WAREHOUSE,
                            CHECKPOINT,
                            DISPOSITION,
                            PRIORITY,
                            RULE_ID,
                            REQUEST_ID,
                            CALLER -> "odd";
                    case EXCEPTIONS -> throw new IllegalArgumentException("it has no value of its own");
                };
        assertThat(found(criterion, value)).containsExactly("odd");
        assertThat(found(criterion, "od")).isEmpty();
        assertThat(found(criterion, "odd\0")).isEmpty();
    }

    @Test
    void what_is_masked_comes_back_and_is_in_the_hash() {
        var masked = Entries.masked(anEntry("r1"), "shipTo.name", "order.lines[].itemId");

        var recorded = newlyRecorded(masked);

        var found = journal.findByRequestId("r1").orElseThrow();
        assertThat(found.entry().masked()).containsExactly("order.lines[].itemId", "shipTo.name");
        assertThat(found.position()).isEqualTo(recorded.position());
        assertThat(new String(RecordHeader.json(masked, "s", 1, Hash.ZERO), StandardCharsets.UTF_8))
                .contains(
                        "\"kind\":\"DECISION\",\"masked\":[\"order.lines[].itemId\",\"shipTo.name\"],\"modelDigest\"");
    }

    @Test
    void the_call_of_a_decision_and_of_an_outcome_comes_back_and_is_in_the_hash() {
        var sender = new Sender("key:erp", Optional.of(new Call("call-1", Optional.of("0a".repeat(16)))));
        var sent = Entries.sentBy(sender, anEntry("r1"));
        newlyRecorded(sent);
        var outcome = Entries.anOutcome("r1", "RELEASED");
        var reported =
                new OutcomeEntry(outcome.decisionId(), outcome.outcome(), outcome.at(), sender, outcome.document());
        journal.append(reported).join();

        assertThat(journal.findByRequestId("r1").orElseThrow().entry().sender()).isEqualTo(sender);
        assertThat(journal.outcomesOf(outcome.decisionId(), 0, 1))
                .singleElement()
                .satisfies(found -> assertThat(found.entry().sender()).isEqualTo(sender));
        for (var entry : List.of(sent, reported)) {
            assertThat(new String(RecordHeader.json(entry, "s", 1, Hash.ZERO), StandardCharsets.UTF_8))
                    .contains("\"call\":\"call-1\",\"caller\":\"key:erp\"", "\"traceId\":\"0a0a");
        }
    }

    @Test
    void decisions_with_and_without_exceptions_are_told_apart() {
        newlyRecorded(anEntry("some"));
        newlyRecorded(with(Entries.deciding("RELEASE", facetsOf("none")), AT, anEntry("none")));

        assertThat(found(Criterion.EXCEPTIONS, "some")).containsExactly("some");
        assertThat(found(Criterion.EXCEPTIONS, "none")).containsExactly("none");
    }

    @Test
    void decisions_are_found_by_their_last_outcome_and_by_none() {
        for (String id : List.of("none", "shipped", "held", "changed-mind")) {
            newlyRecorded(anEntry(id));
        }
        newlyRecorded(with(Entries.deciding("RELEASE", facetsOf("other")), AT, anEntry("other")));
        report("shipped", "RELEASED", 60, "key:erp/1");
        report("other", "RELEASED", 60, "key:erp/1");
        report("held", "RELEASED", 60, "key:erp/1");
        report("held", "HELD", 61, "user:anna/2");
        // Set back, or of a machine whose clock is behind: what a stream says last is the last.
        report("changed-mind", "HELD", 70, "user:anna/2");
        report("changed-mind", "RELEASED", 65, "user:anna/2");

        assertThat(found(ending(Map.of("HOLD", Set.of("RELEASED")), Optional.empty())))
                .containsExactly("shipped", "changed-mind");
        assertThat(found(ending(Map.of("HOLD", Set.of("HELD", "")), Optional.empty())))
                .containsExactly("none", "held");
        assertThat(found(ending(Map.of("HOLD", Set.of("RELEASED"), "RELEASE", Set.of("RELEASED")), Optional.empty())))
                .containsExactly("shipped", "changed-mind", "other");
        assertThat(found(ending(Map.of(), Optional.of("user:anna/2")))).containsExactly("held", "changed-mind");
        assertThat(found(ending(Map.of("HOLD", Set.of("RELEASED")), Optional.of("key:erp/1"))))
                .containsExactly("shipped");
        assertThat(found(ending(Map.of(), Optional.of("\0")))).isEmpty();

        assertThat(journal.latestOutcomesOf(
                        Stream.of("none", "held", "changed-mind", "unknown")
                                .map(Entries::idOf)
                                .toList(),
                        Depth.HEADERS))
                .extracting(one -> one.entry().decisionId() + " " + one.entry().outcome())
                .containsExactlyInAnyOrder(idOf("held") + " HELD", idOf("changed-mind") + " RELEASED");
        assertThat(journal.latestOutcomesOf(List.of(idOf("held")), Depth.WHOLE))
                .singleElement()
                .satisfies(last -> {
                    assertThat(last.position())
                            .isEqualTo(journal.latestOutcomeOf(idOf("held"))
                                    .orElseThrow()
                                    .position());
                    assertThat(last.entry().document()).isInstanceOf(Payload.Kept.class);
                });
        assertThat(journal.latestOutcomesOf(List.of(), Depth.WHOLE)).isEmpty();
    }

    @Test
    void of_decisions_of_one_order_the_newest_is_found() {
        for (int i = 0; i < 3; i++) {
            newlyRecorded(with(facetsOf("again"), AT.plusSeconds(i), anEntry("r" + i)));
        }
        newlyRecorded(with(facetsOf("once"), AT, anEntry("once")));
        report("r2", "RELEASED", 60, "key:erp/1");

        var newest = new Filter.Ending(
                new TreeMap<>(Map.of("HOLD", new TreeSet<>(Set.of("", "RELEASED")))), Optional.empty(), true);
        var waiting =
                new Filter.Ending(new TreeMap<>(Map.of("HOLD", new TreeSet<>(Set.of("")))), Optional.empty(), true);

        assertThat(found(by(newest))).containsExactly("once", "r2");
        assertThat(found(by(waiting))).containsExactly("once");
    }

    private static Filter ending(Map<String, Set<String>> outcomes, Optional<String> by) {
        var sorted = new TreeMap<String, SortedSet<String>>();
        outcomes.forEach((disposition, words) -> sorted.put(disposition, new TreeSet<>(words)));
        return by(new Filter.Ending(sorted, by, false));
    }

    private static Filter by(Filter.Ending ending) {
        return new Filter(Map.of(), new TreeMap<>(), Optional.empty(), Optional.empty(), Optional.of(ending));
    }

    private void report(String requestId, String outcome, int seconds, String caller) {
        journal.append(new OutcomeEntry(
                        idOf(requestId),
                        outcome,
                        AT.plusSeconds(seconds),
                        caller,
                        Payload.of(("{\"outcome\":\"" + outcome + "\",\"at\":" + seconds + "}")
                                .getBytes(StandardCharsets.UTF_8))))
                .join();
    }

    @Test
    void criteria_and_times_together_find_what_fits_all() {
        for (int i = 0; i < 10; i++) {
            newlyRecorded(with(facetsOf(i % 2 == 0 ? "even" : "odd"), AT.plusSeconds(i), anEntry("r" + i)));
        }
        var wanted = new Filter(
                Map.of(
                        Criterion.ORDER_ID,
                        "order-of-even",
                        Criterion.CODE,
                        "INV-401",
                        Criterion.RULE_ID,
                        "credit-limit-exceeded"),
                Optional.of(AT.plusSeconds(2)),
                Optional.of(AT.plusSeconds(8)));

        assertThat(found(wanted)).containsExactly("r2", "r4", "r6");
    }

    @Test
    void attributes_of_the_company_s_own_find_those_that_have_every_value_and_no_others() {
        var project = "order.attributes.project";
        var tier = "customer.attributes.tier";
        var odd = "A 100%\0=é x";
        newlyRecorded(anEntry("none"));
        newlyRecorded(having(1, Map.of(project, odd, tier, "GOLD")));
        newlyRecorded(having(2, Map.of(project, odd, tier, "SILVER")));
        newlyRecorded(having(3, Map.of(project, "A", tier, "GOLD")));
        newlyRecorded(having(4, Map.of(project + "-2", odd)));

        assertThat(found(byAttributes(Map.of(), Map.of(project, "A")))).containsExactly("r3");
        assertThat(found(byAttributes(Map.of(), Map.of(tier, "GOLD")))).containsExactly("r1", "r3");
        assertThat(found(byAttributes(Map.of(), Map.of(project, "A 100%", tier, "GOLD"))))
                .isEmpty();
        assertThat(found(byAttributes(Map.of(Criterion.CODE, "INV-401"), Map.of(tier, "GOLD"))))
                .containsExactly("r1", "r3");
        assertThat(found(byAttributes(Map.of(Criterion.ORDER_ID, "order-of-r3"), Map.of(tier, "GOLD"))))
                .containsExactly("r3");
        assertThat(found(byAttributes(Map.of(Criterion.CODE, "NONE-1"), Map.of(tier, "GOLD"))))
                .isEmpty();
        assertThat(journal.findByRequestId("r1").orElseThrow().entry().facets().attributes())
                .isEqualTo(Map.of(project, odd, tier, "GOLD"));
        assertThat(journal.countIndexEntries()).isEqualTo(new JournalReader.IndexCount(5 * 3 + 7, 0));
        assertSound();
    }

    private static Filter byAttributes(Map<Criterion, String> values, Map<String, String> attributes) {
        return new Filter(values, new TreeMap<>(attributes), Optional.empty(), Optional.of(AT.plusSeconds(60)));
    }

    private static DecisionEntry having(int number, Map<String, String> attributes) {
        var id = "r" + number;
        return with(attributed(facetsOf(id), attributes), AT.plusSeconds(number), anEntry(id));
    }

    @Test
    void all_reads_more_than_one_page() {
        var answers = IntStream.range(0, 1100)
                .mapToObj(i -> journal.append(anEntry("r" + i)))
                .toList();
        answers.forEach(CompletableFuture::join);

        assertThat(journal.all(Filter.ALL, Direction.NEWEST_FIRST, Depth.HEADERS)
                        .map(one -> one.entry().requestId())
                        .distinct())
                .hasSize(1100);
    }

    @Test
    void headers_do_not_read_payloads_and_commit_to_them() {
        var recorded = newlyRecorded(anEntry("one"));

        var header = journal.page(Filter.ALL, Direction.OLDEST_FIRST, Depth.HEADERS, Optional.empty(), 1)
                .getFirst();

        assertThat(header.entry().request())
                .isEqualTo(new Payload.Unread(recorded.entry().request().hash()));
        assertThat(header.position()).isEqualTo(recorded.position());
    }

    @Test
    void outcomes_are_added_in_the_same_sequence_and_are_no_decisions() {
        newlyRecorded(anEntry("one"));
        var held = journal.append(anOutcome("one", "HELD")).join().recorded();
        var released = journal.append(anOutcome("one", "RELEASED")).join().recorded();
        newlyRecorded(anEntry("two"));

        assertSame(journal.outcomesOf(idOf("one"), 0, 100).getFirst(), held);
        assertSame(journal.outcomesOf(idOf("one"), 0, 100).getLast(), released);
        assertThat(released.position().sequence()).isEqualTo(3);
        assertThat(journal.outcomesOf(idOf("two"), 0, 100)).isEmpty();
        assertThat(journal.outcomes().map(one -> one.entry().outcome())).containsExactly("HELD", "RELEASED");
        assertThat(journal.outcomePage(Optional.of(Cursor.of(held)), 10)).hasSize(1);
        assertThat(journal.count()).isEqualTo(2);
        assertThat(journal.records(journal.log().stream(), 2, 2))
                .extracting(one -> one.position().sequence())
                .containsExactly(2L, 3L);
        assertSound();
    }

    @Test
    void a_clock_that_is_set_back_changes_neither_the_order_of_outcomes_nor_which_one_repeats_the_latest() {
        newlyRecorded(anEntry("one"));
        var held = journal.append(anOutcome("one", "HELD")).join().recorded();
        var earlier = anOutcome("one", "RELEASED").at().minus(Duration.ofDays(400));
        var released =
                journal.append(at(earlier, anOutcome("one", "RELEASED"))).join().recorded();

        assertThat(journal.outcomesOf(idOf("one"), 0, 100))
                .extracting(Recorded::position)
                .containsExactly(held.position(), released.position());
        assertThat(journal.latestOutcomeOf(idOf("one")).map(Recorded::position)).contains(released.position());
        assertThat(journal.append(at(earlier.plusSeconds(1), anOutcome("one", "RELEASED")))
                        .join())
                .isInstanceOf(AppendedOutcome.Repeated.class);
    }

    @Test
    void outcomes_are_read_in_parts() {
        newlyRecorded(anEntry("one"));
        journal.append(anOutcome("one", "HELD")).join().recorded();
        journal.append(anOutcome("one", "RELEASED")).join().recorded();

        assertThat(journal.outcomesOf(idOf("one"), 0, 1))
                .extracting(one -> one.entry().outcome())
                .containsExactly("HELD");
        assertThat(journal.outcomesOf(idOf("one"), 1, 1))
                .extracting(one -> one.entry().outcome())
                .containsExactly("RELEASED");
        assertThat(journal.outcomesOf(idOf("one"), 2, 1)).isEmpty();
    }

    // Sixteen MiB to a page: the largest orders must not fill the memory of whoever verifies, replays or exports them.
    @Test
    void a_page_of_large_payloads_is_short_and_every_record_is_still_read() {
        int count = 12;
        for (int i = 0; i < count; i++) {
            newlyRecorded(anEntry("large-" + i, 2 << 20));
        }

        assertThat(journal.records(journal.log().stream(), 1, 500)).hasSizeBetween(1, count - 1);
        assertThat(journal.page(Filter.ALL, Direction.OLDEST_FIRST, Depth.WHOLE, Optional.empty(), 500))
                .hasSizeBetween(1, count - 1);
        assertThat(journal.page(Filter.ALL, Direction.OLDEST_FIRST, Depth.HEADERS, Optional.empty(), 500))
                .hasSize(count);
        try (var all = journal.all(Filter.ALL, Direction.OLDEST_FIRST, Depth.WHOLE)) {
            assertThat(all.map(one -> one.position().sequence()).toList())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, count).boxed().toList());
        }
    }

    @Test
    void an_outcome_that_repeats_the_latest_one_is_recorded_once_and_one_that_changes_it_again() {
        newlyRecorded(anEntry("one"));
        var held = journal.append(anOutcome("one", "HELD")).join();
        var again = journal.append(anOutcome("one", "HELD")).join();
        journal.append(anOutcome("one", "RELEASED")).join();
        var changedBack = journal.append(anOutcome("one", "HELD")).join();

        assertThat(again).isInstanceOf(AppendedOutcome.Repeated.class);
        assertSame(again.recorded(), held.recorded());
        assertThat(changedBack).isInstanceOf(AppendedOutcome.New.class);
        assertThat(journal.outcomes().map(one -> one.entry().outcome())).containsExactly("HELD", "RELEASED", "HELD");
        assertSound();
    }

    @Test
    void of_many_threads_that_report_the_same_outcome_exactly_one_is_new() {
        int decisions = 50;
        var appended = together(16, thread -> IntStream.range(0, decisions)
                .mapToObj(i -> journal.append(anOutcome("r" + i, "RELEASED")).join())
                .toList());

        assertOnce(appended, decisions);
    }

    public final void assertOnce(List<AppendedOutcome> appended, int decisions) {
        assertThat(appended).filteredOn(AppendedOutcome.New.class::isInstance).hasSize(decisions);
        assertThat(appended.stream().map(one -> one.recorded().position()).distinct())
                .hasSize(decisions);
        assertThat(journal.outcomes()).hasSize(decisions);
        assertSound();
    }

    @Test
    void retiring_drops_the_payloads_before_a_time_and_says_so_in_a_record() {
        for (int i = 0; i < 10; i++) {
            newlyRecorded(with(facetsOf("r" + i), AT.plusSeconds(i), anEntry("r" + i)));
        }

        var retired = journal.retire(AT.plusSeconds(4), AT.plusSeconds(20), "auditor");

        assertThat(retired.entry()).isEqualTo(new RetirementEntry(4, AT.plusSeconds(4), AT.plusSeconds(20), "auditor"));
        assertThat(retired.position().sequence()).isEqualTo(11);
        assertThat(request("r3")).isInstanceOf(Payload.Retired.class);
        assertThat(request("r4")).isInstanceOf(Payload.Kept.class);
        assertThat(journal.append(anEntry("r3")).join()).isInstanceOf(Appended.Taken.class);
        assertSound();
    }

    @Test
    void steps_of_policy_changes_are_numbered_through_the_whole_store_and_come_back_as_they_were_written() {
        var first = aStep(1, Hash.ZERO);
        var one = ((AppendedChange.New) journal.append(first).join()).recorded();
        newlyRecorded(anEntry("between"));
        var second = aStep(2, one.position().hash());
        var two = ((AppendedChange.New) journal.append(second).join()).recorded();

        assertThat(journal.append(aStep(2, Hash.ZERO)).join()).isInstanceOf(AppendedChange.Overtaken.class);
        assertThat(journal.changes(0, 10)).hasSize(2);
        assertThat(journal.changes(1, 10)).singleElement().satisfies(read -> {
            assertThat(read.position()).isEqualTo(two.position());
            assertThat(read.entry())
                    .usingRecursiveComparison()
                    .ignoringFields("document")
                    .isEqualTo(second);
            assertThat(read.entry().document())
                    .isInstanceOfSatisfying(Payload.Kept.class, kept -> assertThat(kept.bytes())
                            .isEqualTo(((Payload.Kept) second.document()).bytes()));
        });
        assertThat(journal.changes(2, 10)).isEmpty();
        assertThat(journal.count()).isEqualTo(1);
        assertSound();
    }

    @Test
    void a_decision_of_an_emergency_says_so_also_after_it_was_spooled() {
        var entry = anEntry("fire");
        for (boolean isSpooled : List.of(false, true)) {
            var id = "fire-" + isSpooled;
            var emergency = new DecisionEntry(
                    new DecisionId(id),
                    id,
                    entry.requestDigest(),
                    entry.bundleDigest(),
                    entry.modelDigest(),
                    entry.at(),
                    Sender.named("x"),
                    entry.facets(),
                    entry.request(),
                    entry.answer(),
                    new TreeSet<>(),
                    isSpooled,
                    Optional.of("c-1"),
                    Optional.empty());
            assertSame(
                    journal.findByRequestId(newlyRecorded(emergency).entry().requestId())
                            .orElseThrow()
                            .entry(),
                    emergency);
        }
        assertSound();
    }

    @Test
    void a_decision_in_a_canary_says_whose_it_is_also_after_it_was_spooled() {
        var entry = anEntry("canary");
        var arms = List.of(
                CanaryArm.base("c-1", 7),
                new CanaryArm("c-1", 7, CanaryArm.Part.CANDIDATE, "RELEASE", "HOLD", 812),
                new CanaryArm("c-1", 7, CanaryArm.Part.BASE_STRICTER, "HOLD", "RELEASE", 1),
                new CanaryArm("c-1", 7, CanaryArm.Part.CANDIDATE_FAILED, "HOLD", "", 0));
        for (boolean isSpooled : List.of(false, true)) {
            for (var arm : arms) {
                var id = "canary-" + isSpooled + arm.part();
                var decision = new DecisionEntry(
                        new DecisionId(id),
                        id,
                        entry.requestDigest(),
                        entry.bundleDigest(),
                        entry.modelDigest(),
                        entry.at(),
                        Sender.named("x"),
                        entry.facets(),
                        entry.request(),
                        entry.answer(),
                        new TreeSet<>(),
                        isSpooled,
                        Optional.empty(),
                        Optional.of(arm));
                newlyRecorded(decision);
                var read = journal.findByRequestId(id).orElseThrow().entry();
                assertSame(read, decision);
                assertThat(read.arm()).contains(arm);
            }
        }
        assertSound();
    }

    @Test
    void a_decision_says_which_mapping_made_its_request_also_after_it_was_spooled() {
        var by = new MappedBy("x12-850", digest("mapping bundle"));
        for (boolean isSpooled : List.of(false, true)) {
            var mapped = Entries.mapped(by, anEntry("mapped-" + isSpooled));
            newlyRecorded(isSpooled ? mapped.afterSpooling() : mapped);
            assertThat(journal.findByRequestId("mapped-" + isSpooled)
                            .orElseThrow()
                            .entry()
                            .mapped())
                    .contains(by);
        }
        newlyRecorded(anEntry("as-it-is"));
        assertThat(journal.findByRequestId("as-it-is").orElseThrow().entry().mapped())
                .isEmpty();
        assertSound();
    }

    @Test
    void one_of_many_services_that_take_the_same_step_at_once_does() {
        var results = IntStream.range(0, 8)
                .mapToObj(i -> journal.append(aStep(1, Hash.ZERO)))
                .toList();

        assertThat(results.stream().map(CompletableFuture::join))
                .filteredOn(AppendedChange.New.class::isInstance)
                .hasSize(1);
        assertSound();
    }

    @Test
    void what_people_did_with_a_decision_is_numbered_and_comes_back_as_it_was_written() {
        newlyRecorded(anEntry("r1"));
        var claim = aClaim("r1", 1, "key:anna");
        var note = work("r1", 2, WorkEntry.Act.NOTED, "", "key:größe/ABC", "called them");
        var returned = work("r1", 3, WorkEntry.Act.RETURNED, "", "key:anna/ABC", "");
        // The numbers say what was first, whatever the clocks say.
        var early = at(AT.minusSeconds(60), returned);
        var recorded = ((AppendedWork.New) journal.append(claim).join()).recorded();
        journal.append(note).join();
        journal.append(early).join();
        journal.append(aClaim("r2", 1, "key:bert")).join();

        assertThat(journal.append(aClaim("r1", 1, "key:carl")).join()).isInstanceOf(AppendedWork.Overtaken.class);
        assertThat(journal.workOf(idOf("r1")))
                .extracting(Recorded::entry)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(claim, note, early);
        assertThat(journal.workOf(idOf("r1")).getFirst().position()).isEqualTo(recorded.position());
        assertThat(journal.workOf(idOf("nobody"))).isEmpty();
        assertThat(journal.holdsOf(List.of(idOf("r1"), idOf("r2"), idOf("nobody"))))
                .extracting(one -> one.entry().act())
                .containsExactlyInAnyOrder(WorkEntry.Act.RETURNED, WorkEntry.Act.CLAIMED);
        assertThat(journal.holdsOf(List.of())).isEmpty();
        assertThat(journal.work()).hasSize(4);
        assertThat(journal.count()).isEqualTo(1);
        assertThat(journal.outcomesOf(idOf("r1"), 0, 10)).isEmpty();
        assertSound();
    }

    @Test
    void ranges_of_a_partition_follow_each_other_and_of_two_that_begin_at_one_offset_the_first_counts() {
        assertThat(journal.intakeEnd("orders", 0)).isEmpty();
        var first = intake(0, 0, 9, "3 DUPLICATE 0123456789ab:7", "5-6 ABSENT");
        var second = intake(0, 9, 10_000_000_000L, "9 DEAD_LETTERED invalid-request -");
        var recorded = ((AppendedIntake.New) journal.append(first).join()).recorded();
        journal.append(second).join();
        journal.append(intake(1, 0, 3)).join();
        journal.append(intake(10, 0, 70)).join();

        assertThat(journal.append(intake(0, 9, 12)).join()).isInstanceOf(AppendedIntake.Overtaken.class);
        var results = IntStream.range(0, 4)
                .mapToObj(i -> journal.append(intake(1, 3, 4 + i)))
                .toList();
        assertThat(results.stream().map(CompletableFuture::join))
                .filteredOn(AppendedIntake.New.class::isInstance)
                .hasSize(1);
        assertThat(journal.intakeEnd("orders", 0)).contains(10_000_000_000L);
        assertThat(journal.intakeEnd("orders", 10)).contains(70L);
        assertThat(journal.intakeEnd("order", 0)).isEmpty();
        assertThat(journal.records(
                        recorded.position().stream(), recorded.position().sequence(), 2))
                .extracting(one -> (Object) one.entry())
                .containsExactly(first, second);
        assertSound();
    }

    @Test
    void a_note_hides_nobody_who_has_the_decision() {
        journal.append(aClaim("r1", 1, "key:anna")).join();
        journal.append(work("r1", 2, WorkEntry.Act.NOTED, "", "key:bert/ABC", "urgent"))
                .join();

        assertThat(journal.holdsOf(List.of(idOf("r1"))))
                .singleElement()
                .satisfies(last -> assertThat(last.entry().holder()).isEqualTo("key:anna"));
    }

    @Test
    void one_of_many_who_claim_a_decision_at_once_gets_it() {
        var results = IntStream.range(0, 8)
                .mapToObj(i -> journal.append(aClaim("r1", 1, "key:anna" + i)))
                .toList();

        assertThat(results.stream().map(CompletableFuture::join))
                .filteredOn(AppendedWork.New.class::isInstance)
                .hasSize(1);
        assertSound();
    }

    @Test
    void notes_are_retired_with_the_payloads_and_who_had_a_decision_stays() {
        newlyRecorded(anEntry("r1"));
        journal.append(aClaim("r1", 1, "key:anna")).join();
        newlyRecorded(with(facetsOf("r2"), AT.plusSeconds(100), anEntry("r2")));

        journal.retire(AT.plusSeconds(90), AT.plusSeconds(200), "auditor");

        assertThat(journal.workOf(idOf("r1"))).singleElement().satisfies(one -> {
            assertThat(one.entry().document()).isInstanceOf(Payload.Retired.class);
            assertThat(one.entry().holder()).isEqualTo("key:anna");
        });
        assertSound();
    }

    private static WorkEntry at(Instant at, WorkEntry entry) {
        return new WorkEntry(
                entry.decisionId(), entry.number(), entry.act(), entry.holder(), at, entry.sender(), entry.document());
    }

    @Test
    void who_approved_what_stays_when_payloads_are_retired() {
        newlyRecorded(anEntry("r1"));
        journal.append(aStep(1, Hash.ZERO)).join();
        newlyRecorded(with(facetsOf("r2"), AT.plusSeconds(10), anEntry("r2")));

        journal.retire(AT.plusSeconds(5), AT.plusSeconds(20), "auditor");

        assertThat(request("r1")).isInstanceOf(Payload.Retired.class);
        assertThat(journal.changes(0, 1))
                .singleElement()
                .satisfies(step -> assertThat(step.entry().document()).isInstanceOf(Payload.Kept.class));
        assertSound();
    }

    @Test
    void what_is_overdue_is_retired_some_at_a_time() {
        for (int i = 0; i < 10; i++) {
            newlyRecorded(with(facetsOf("r" + i), AT.plusSeconds(i), anEntry("r" + i)));
        }
        var before = AT.plusSeconds(6);
        assertThat(journal.overdue(before)).isEqualTo(new Overdue(1, 6));

        journal.retire(new RetirementEntry(4, before, AT.plusSeconds(20), "retention"));

        assertThat(journal.overdue(before)).isEqualTo(new Overdue(5, 6));
        assertThat(request("r3")).isInstanceOf(Payload.Retired.class);
        assertThat(request("r4")).isInstanceOf(Payload.Kept.class);
        assertSound();

        journal.retire(new RetirementEntry(6, before, AT.plusSeconds(21), "retention"));

        assertThat(journal.overdue(before).records()).isZero();
        assertSound();
    }

    @Test
    void a_journal_whose_payloads_are_all_gone_has_nothing_overdue() {
        newlyRecorded(anEntry("one"));
        var later = AT.plusSeconds(60);
        journal.retire(new RetirementEntry(1, later, later, "retention"));

        assertThat(journal.overdue(later.plusSeconds(60)).records()).isZero();
    }

    @Test
    void who_approved_what_is_never_overdue() {
        journal.append(aStep(1, Hash.ZERO)).join();
        newlyRecorded(anEntry("one"));
        var later = AT.plusSeconds(60);
        journal.retire(new RetirementEntry(2, later, later, "retention"));

        assertThat(journal.overdue(later.plusSeconds(60)).records()).isZero();
    }

    @Test
    void checkpoints_are_kept_once_for_each_size_and_are_over_what_is_recorded() {
        var checkpoints = new Checkpoints(journal, keys(journal.log().stream()), Clock.systemUTC());
        newlyRecorded(anEntry("one"));
        var first = checkpoints.sign();
        journal.keep(new Log.StoredCheckpoint(1, Hash.ZERO, AT, "another")).join();
        newlyRecorded(anEntry("two"));
        var second = checkpoints.sign();

        journal.close();
        journal = open();

        assertThat(journal.log().checkpoints()).containsExactly(first, second);
        assertThat(journal.log().latestCheckpoint()).contains(second);
        assertSound();
    }

    @Test
    void a_journal_with_subtrees_of_several_levels_verifies() {
        var answers = IntStream.range(0, 256 * 3 + 10)
                .mapToObj(i -> journal.append(anEntry("r" + i)))
                .toList();
        answers.forEach(CompletableFuture::join);
        new Checkpoints(journal, keys(journal.log().stream()), Clock.systemUTC()).sign();

        assertSound();
        assertThat(journal.bundleDigests()).containsExactly(digest("bundle"));
        assertThat(journal.countIndexEntries()).isEqualTo(new JournalReader.IndexCount(3L * answers.size(), 0));
    }

    public final Journal journal() {
        return journal;
    }

    /** Every record of every stream is what was written. */
    public final void assertSound() {
        var result = new JournalVerifier(journal, stream -> signer(stream).verifier()).verify(List.of(), records -> {});

        assertThat(result.problems()).isEmpty();
        assertThat(result.records())
                .isEqualTo(journal.logs().stream().mapToLong(Log::size).sum());
    }

    private NoteSigner signer(String stream) {
        return JournalKey.in(keys(stream), stream);
    }

    private Path keys(String stream) {
        try {
            return Files.createDirectories(keys.resolve(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> found(Criterion criterion, String value) {
        return found(new Filter(Map.of(criterion, value), Optional.empty(), Optional.empty()));
    }

    private List<String> found(Filter filter) {
        return journal.page(filter, Direction.OLDEST_FIRST, Depth.HEADERS, Optional.empty(), 100).stream()
                .map(one -> one.entry().requestId())
                .toList();
    }

    private Payload request(String requestId) {
        return journal.findByRequestId(requestId).orElseThrow().entry().request();
    }

    public final Recorded<DecisionEntry> newlyRecorded(DecisionEntry entry) {
        var appended = journal.append(entry).join();
        assertThat(appended).isInstanceOf(Appended.New.class);
        return appended.recorded();
    }

    public static void assertUnavailable(CompletableFuture<?> answer) {
        assertThatThrownBy(answer::join).cause().isInstanceOf(JournalUnavailableException.class);
    }

    private static void assertSame(Record actual, Record expected) {
        assertThat(actual)
                .usingRecursiveComparison()
                .withEqualsForType(Arrays::equals, byte[].class)
                .isEqualTo(expected);
    }

    static <T> List<T> together(int threads, PerThread<T> work) {
        var start = new CyclicBarrier(threads);
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var running = new ArrayList<CompletableFuture<List<T>>>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                running.add(CompletableFuture.supplyAsync(
                        () -> {
                            awaitAll(start);
                            return work.of(number);
                        },
                        executor));
            }
            return running.stream().flatMap(one -> one.join().stream()).toList();
        }
    }

    private static void awaitAll(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    interface PerThread<T> {
        List<T> of(int thread);
    }

    private static OutcomeEntry at(Instant time, OutcomeEntry outcome) {
        return new OutcomeEntry(outcome.decisionId(), outcome.outcome(), time, outcome.caller(), outcome.document());
    }
}
