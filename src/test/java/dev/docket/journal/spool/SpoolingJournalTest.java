package dev.docket.journal.spool;

import static dev.docket.journal.Entries.anEntry;
import static dev.docket.journal.Entries.anOutcome;
import static dev.docket.journal.Entries.withDecisionId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.SaidOfOutages;
import dev.docket.journal.Appended;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalContract;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.checkpoint.JournalKey;
import dev.docket.journal.merkle.NoteSigner;
import dev.docket.journal.postgres.PostgresJournal;
import dev.docket.journal.postgres.PostgresSource;
import dev.docket.journal.postgres.Tenure;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.RecordHeader;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.journal.verify.JournalVerifier;
import dev.docket.outage.Outage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spool before a real PostgreSQL that goes away and comes back. */
class SpoolingJournalTest {
    private static final PostgresServer SERVER = PostgresServer.start();

    private final String url = SERVER.newDatabase();
    private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
    private final SaidOfOutages said = new SaidOfOutages();
    private final Outage outage = new Outage("the journal", said);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Journal journal;

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void open() {
        journal = SpoolingJournal.over(shared("node"), folder.resolve("spool"), outage, errors::add);
    }

    private Journal awaiting(String node) {
        var source = new PostgresSource(url, "", "");
        return SpoolingJournal.over(
                PostgresJournal.openOnceBack(
                        source, folder.resolve(node), Tenure.OWN, new Outage("the opening", new SaidOfOutages())),
                folder.resolve("spool-of-" + node),
                outage,
                errors::add);
    }

    private Journal shared(String node) {
        return PostgresJournal.open(new PostgresSource(url, "", ""), folder.resolve(node));
    }

    @Test
    void decisions_are_taken_while_the_store_is_away_and_recorded_in_order_and_marked_when_it_is_back()
            throws Exception {
        assertThat(append("before")).isInstanceOf(Appended.New.class);
        SERVER.stop();

        var spooled = IntStream.range(0, 600).mapToObj(i -> append("r" + i)).toList();
        assertThat(spooled).allMatch(one -> one instanceof Appended.Spooled waiting && waiting.isNew());
        assertThat(append("r7")).isInstanceOfSatisfying(Appended.Spooled.class, one -> assertThat(one.isNew())
                .isFalse());
        assertThatCode(journal::checkWritable).doesNotThrowAnyException();
        JournalContract.assertUnavailable(journal.append(anOutcome("r1", "RELEASED")));
        assertThat(journal.load().spooled()).isEqualTo(600);
        SERVER.restart();
        awaitDrained();

        assertThat(journal.load().spooled()).isZero();
        assertThat(said.errors()).singleElement().asString().contains("decisions wait in the local spool");
        assertThat(said.infos()).singleElement().asString().endsWith("; 600 waiting decisions were recorded");
        assertThat(append("after")).isInstanceOf(Appended.New.class);
        var recorded = journal.records(journal.log().stream(), 1, 1000);
        assertThat(recorded.stream().map(one -> ((DecisionEntry) one.entry()).requestId()))
                .containsExactlyElementsOf(Stream.of(
                                Stream.of("before"), IntStream.range(0, 600).mapToObj(i -> "r" + i), Stream.of("after"))
                        .flatMap(names -> names)
                        .toList());
        assertThat(recorded.stream()
                        .filter(one -> ((DecisionEntry) one.entry()).spooled())
                        .count())
                .isEqualTo(600);
        assertThat(new String(header(recorded.get(1)), UTF_8)).contains("\"via\":\"spool\"");
        assertThat(problems()).isEmpty();
        journal.close();
    }

    @Test
    void a_service_that_starts_for_the_first_time_while_the_store_is_away_takes_decisions_too() throws Exception {
        SERVER.stop();
        journal.close();
        journal = awaiting("newcomer");
        assertThat(journal.checkWritable()).isEqualTo(Journal.Destination.SPOOL);

        var spooled = IntStream.range(0, 300).mapToObj(i -> append("r" + i)).toList();
        assertThat(spooled).allMatch(one -> one instanceof Appended.Spooled waiting && waiting.isNew());
        assertThatThrownBy(journal::count)
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContaining("Start the database");
        journal.close();
        journal = awaiting("newcomer");
        IntStream.range(300, 400).forEach(i -> append("r" + i));
        SERVER.restart();
        awaitDrained();

        assertThat(append("r7")).isInstanceOf(Appended.Taken.class);
        assertThat(append("after")).isInstanceOf(Appended.New.class);
        var recorded = journal.records(journal.log().stream(), 1, 1000);
        assertThat(recorded.stream().map(one -> ((DecisionEntry) one.entry()).requestId()))
                .containsExactlyElementsOf(
                        Stream.concat(IntStream.range(0, 400).mapToObj(i -> "r" + i), Stream.of("after"))
                                .toList());
        assertThat(recorded.stream()
                        .filter(one -> ((DecisionEntry) one.entry()).spooled())
                        .count())
                .isEqualTo(400);
        assertThat(problems()).isEmpty();
        assertThat(journal.checkWritable()).isEqualTo(Journal.Destination.STORE);
        journal.close();
    }

    @Test
    void a_check_while_the_store_is_away_does_not_claim_that_decisions_wait() throws Exception {
        SERVER.stop();
        assertThat(journal.checkWritable()).isEqualTo(Journal.Destination.SPOOL);
        assertThat(said.errors()).isEmpty();
        SERVER.restart();

        assertThat(append("after").recorded().entry().requestId()).isEqualTo("after");
        awaitDrained();
        journal.close();
        assertThat(said.infos()).noneMatch(line -> line.contains(" 0 waiting decisions"));
    }

    @Test
    void a_full_spool_refuses_keeps_what_it_acknowledged_and_goes_on_when_the_store_is_back() throws Exception {
        var maxPages = new AtomicLong(60);
        journal.close();
        journal = SpoolingJournal.over(
                shared("node"),
                folder.resolve("full"),
                path -> SqliteJournal.open(path, maxPages::get),
                outage,
                errors::add);
        SERVER.stop();

        var acknowledged = new ArrayList<String>();
        int refused = 0;
        for (int i = 0; refused < 5; i++) {
            try {
                journal.append(anEntry("r" + i, 4_000)).join();
                acknowledged.add("r" + i);
            } catch (CompletionException full) {
                assertThat(full.getCause())
                        .isInstanceOf(JournalUnavailableException.class)
                        .hasMessageContainingAll("journal.db", "Free space");
                refused++;
            }
        }
        assertThatThrownBy(journal::checkWritable).isInstanceOf(JournalUnavailableException.class);
        SERVER.restart();
        awaitDrained();

        assertThat(acknowledged).hasSizeGreaterThan(5);
        assertThat(append("after")).isInstanceOf(Appended.New.class);
        acknowledged.add("after");
        assertThat(journal.records(journal.log().stream(), 1, 1000).stream()
                        .map(one -> ((DecisionEntry) one.entry()).requestId()))
                .containsExactlyElementsOf(acknowledged);
        assertThat(problems()).isEmpty();
        journal.close();
    }

    @Test
    void what_waits_outlives_the_process() throws Exception {
        SERVER.stop();
        IntStream.range(0, 10).forEach(i -> append("r" + i));
        journal.close();
        SERVER.restart();

        journal = SpoolingJournal.over(shared("node"), folder.resolve("spool"), outage, errors::add);
        awaitDrained();

        assertThat(journal.count()).isEqualTo(10);
        journal.close();
    }

    @Test
    void what_another_service_recorded_meanwhile_is_not_recorded_twice_and_what_contradicts_it_is_kept()
            throws Exception {
        SERVER.stop();
        append("same");
        journal.append(withDecisionId("mine", anEntry("other"))).join();
        journal.close();
        SERVER.restart();
        try (var another = shared("another")) {
            another.append(anEntry("same")).join();
            another.append(withDecisionId("theirs", anEntry("other"))).join();
        }

        journal = SpoolingJournal.over(shared("node"), folder.resolve("spool"), outage, errors::add);
        awaitDrained();

        assertThat(journal.count()).isEqualTo(2);
        assertThat(errors).anyMatch(line -> line.contains("decision mine of request other"));
        try (var folders = Files.list(folder)) {
            assertThat(folders)
                    .anyMatch(one -> String.valueOf(one.getFileName()).startsWith("spool-refused-"));
        }
        journal.close();
    }

    @Test
    void many_threads_lose_and_double_nothing_while_the_store_comes_and_goes() throws Exception {
        var answers = new ArrayList<CompletableFuture<Appended>>();
        for (int round = 0; round < 3; round++) {
            answers.addAll(burst(round + "-up-"));
            SERVER.stop();
            answers.addAll(burst(round + "-down-"));
            SERVER.restart();
            answers.addAll(burst(round + "-back-"));
        }
        answers.forEach(CompletableFuture::join);
        awaitDrained();

        assertThat(journal.count()).isEqualTo(answers.size());
        assertThat(problems()).isEmpty();
        journal.close();
    }

    private List<CompletableFuture<Appended>> burst(String name) {
        return IntStream.range(0, 300)
                .parallel()
                .mapToObj(i -> journal.append(anEntry(name + i)))
                .toList();
    }

    private Appended append(String requestId) {
        return journal.append(anEntry(requestId)).join();
    }

    private void awaitDrained() throws InterruptedException {
        // Every answer was there before: whatever had to wait has begun to.
        said.awaitHealed(outage);
    }

    private static byte[] header(Recorded<Entry> recorded) {
        var position = recorded.position();
        return RecordHeader.json(recorded.entry(), position.stream(), position.sequence(), position.previous());
    }

    private List<String> problems() {
        return new JournalVerifier(journal, stream -> key(stream).verifier())
                .verify(List.of(), records -> {})
                .problems();
    }

    private NoteSigner key(String stream) {
        try {
            return JournalKey.in(Files.createDirectories(folder.resolve("key-of-" + stream)), stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
