package dev.docket.journal;

import static dev.docket.journal.Entries.anEntry;
import static dev.docket.journal.Entries.withDecisionId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every journal promises, whatever it writes to. */
abstract class JournalContract {
    @SuppressWarnings("NullAway.Init") // JUnit opens it before each test
    private Journal journal;

    /** Opens the journal of this test, with what an earlier call of the same test recorded. */
    abstract Journal open();

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
        assertThat(journal.findByDecisionId("unknown")).isEmpty();
        assertThat(journal.count()).isZero();
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
        assertThat(journal.findByDecisionId("another")).isEmpty();
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

    final Journal journal() {
        return journal;
    }

    final Recorded<DecisionEntry> newlyRecorded(DecisionEntry entry) {
        var appended = journal.append(entry).join();
        assertThat(appended).isInstanceOf(Appended.New.class);
        return appended.recorded();
    }

    static void assertUnavailable(CompletableFuture<?> answer) {
        assertThatThrownBy(answer::join).cause().isInstanceOf(JournalUnavailableException.class);
    }

    private static void assertSame(Record actual, Record expected) {
        assertThat(actual)
                .usingRecursiveComparison()
                .withEqualsForType(Arrays::equals, byte[].class)
                .isEqualTo(expected);
    }

    private static List<Appended> together(int threads, PerThread work) {
        var start = new CyclicBarrier(threads);
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var running = new ArrayList<CompletableFuture<List<Appended>>>();
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

    private interface PerThread {
        List<Appended> of(int thread);
    }
}
