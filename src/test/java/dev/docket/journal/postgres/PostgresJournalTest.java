package dev.docket.journal.postgres;

import static dev.docket.journal.Entries.aClaim;
import static dev.docket.journal.Entries.anEntry;
import static dev.docket.journal.Entries.anOutcome;
import static dev.docket.journal.Entries.idOf;
import static dev.docket.journal.Entries.withDecisionId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.SaidOfOutages;
import dev.docket.journal.Appended;
import dev.docket.journal.AppendedWork;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Entries;
import dev.docket.journal.Filter;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalContract;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.checkpoint.HeadMarker;
import dev.docket.journal.checkpoint.JournalKey;
import dev.docket.journal.postgres.CuttingProxy.Fault;
import dev.docket.journal.record.Payload;
import dev.docket.journal.verify.JournalVerifier;
import dev.docket.outage.Outage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

public class PostgresJournalTest extends JournalContract {
    private final String url = PostgresServer.shared().newDatabase();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Override
    public Journal open() {
        return open("node");
    }

    private Journal open(String node) {
        return open(url, node);
    }

    private Journal open(String address, String node) {
        return PostgresJournal.open(source(address), folder.resolve(node));
    }

    private static PostgresSource source(String address) {
        return new PostgresSource(address, "", "");
    }

    @Test
    void two_nodes_write_a_stream_each_and_find_what_the_other_recorded() {
        try (var other = open("other")) {
            var mine = newlyRecorded(anEntry("mine"));
            var others = other.append(anEntry("others")).join().recorded();
            other.append(anOutcome("mine", "RELEASED")).join();

            assertThat(others.position().stream()).isNotEqualTo(mine.position().stream());
            assertThat(List.of(mine.position().sequence(), others.position().sequence()))
                    .containsExactly(1L, 1L);
            assertThat(journal().findByRequestId("others")).isPresent();
            assertThat(journal().outcomesOf(idOf("mine"), 0, 100)).hasSize(1);
            assertThat(journal().count()).isEqualTo(2);
            assertThat(journal().logs()).hasSize(2);
            assertThat(journal().page(Filter.ALL, Direction.OLDEST_FIRST, Depth.HEADERS, Optional.empty(), 10))
                    .hasSize(2);
        }
    }

    @Test
    void of_two_nodes_that_race_with_one_request_id_exactly_one_records_it_and_both_get_its_record() {
        int races = 500;
        try (var other = open("other")) {
            var appended = IntStream.range(0, races)
                    .boxed()
                    .flatMap(race -> Stream.of(
                            journal().append(withDecisionId("mine-" + race, anEntry("race-" + race))),
                            // The other way round: who waits for whom is a circle, if anything is.
                            other.append(withDecisionId(
                                    "others-" + (races - 1 - race), anEntry("race-" + (races - 1 - race))))))
                    .toList();

            var answers = appended.stream().map(CompletableFuture::join).toList();

            assertThat(answers).filteredOn(Appended.New.class::isInstance).hasSize(races);
            assertThat(answers.stream()
                            .map(one -> one.recorded().entry().decisionId())
                            .distinct())
                    .hasSize(races);
            assertThat(journal().count()).isEqualTo(races);
            assertSound();
        }
    }

    @Test
    void of_two_nodes_that_receive_the_same_outcome_at_once_exactly_one_records_it() {
        int decisions = 500;
        try (var other = open("other")) {
            var appended = IntStream.range(0, decisions)
                    .boxed()
                    .flatMap(i -> Stream.of(
                            journal().append(anOutcome("r" + i, "RELEASED")),
                            other.append(anOutcome("r" + i, "RELEASED")),
                            // The other way round: who waits for whom is a circle, if anything is.
                            other.append(anOutcome("r" + (decisions - 1 - i), "RELEASED"))))
                    .toList();

            assertOnce(appended.stream().map(CompletableFuture::join).toList(), decisions);
        }
    }

    @Test
    void of_two_nodes_on_which_people_claim_the_same_decision_at_once_exactly_one_gets_it() {
        int decisions = 500;
        try (var other = open("other")) {
            var claims = IntStream.range(0, decisions)
                    .boxed()
                    .flatMap(i -> Stream.of(
                            journal().append(aClaim("r" + i, 1, "key:anna")),
                            other.append(aClaim("r" + i, 1, "key:bert")),
                            other.append(aClaim("r" + (decisions - 1 - i), 1, "key:carl"))))
                    .toList();

            assertThat(claims.stream().map(CompletableFuture::join))
                    .filteredOn(AppendedWork.New.class::isInstance)
                    .extracting(
                            one -> ((AppendedWork.New) one).recorded().entry().decisionId())
                    .hasSize(decisions)
                    .doesNotHaveDuplicates();
            assertThat(journal().work()).hasSize(decisions);
        }
    }

    @Test
    void a_retirement_of_one_node_leaves_the_payloads_of_the_other() {
        try (var other = open("other")) {
            newlyRecorded(anEntry("mine"));
            other.append(anEntry("others")).join();

            journal().retire(Entries.AT.plusSeconds(1), Entries.AT.plusSeconds(2), "auditor");

            assertThat(payload("mine")).isInstanceOf(Payload.Retired.class);
            assertThat(payload("others")).isInstanceOf(Payload.Kept.class);
        }
    }

    @Test
    void a_second_journal_of_the_same_folder_is_refused() {
        assertThatThrownBy(this::open)
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContainingAll("in use by this process", "--data");
    }

    @Test
    void a_copied_folder_is_refused_while_its_original_writes() throws Exception {
        newlyRecorded(anEntry("before"));
        Files.createDirectory(folder.resolve("copy"));
        Files.copy(folder.resolve("node/stream"), folder.resolve("copy/stream"));

        assertThatThrownBy(() -> open("copy"))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContainingAll("Another service writes this data folder's stream", "Was the folder copied?");
        assertThat(newlyRecorded(anEntry("after")).position().sequence()).isEqualTo(2);
    }

    @Test
    void a_stream_is_not_begun_afresh_in_another_database() {
        journal().close();

        assertThatThrownBy(() -> open(PostgresServer.shared().newDatabase(), "node"))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContainingAll("has no stream", "replaced or restored");
    }

    @Test
    void many_nodes_that_start_at_once_migrate_once() {
        var empty = PostgresServer.shared().newDatabase();

        var opened = IntStream.range(0, 4)
                .mapToObj(node -> CompletableFuture.supplyAsync(() -> open(empty, "fresh-" + node)))
                .toList();

        assertThat(opened).allSatisfy(one -> {
            try (var journal = one.join()) {
                assertThat(journal.append(anEntry(journal.log().stream())).join())
                        .isInstanceOf(Appended.New.class);
            }
        });
    }

    @Test
    void the_schema_of_another_program_is_refused_and_left_as_it_is() {
        var foreign = PostgresServer.shared().newDatabase();
        PostgresServer.execute(foreign, "CREATE SCHEMA docket", "CREATE TABLE docket.song (title text)");

        assertThatThrownBy(() -> open(foreign, "foreign"))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContaining("another program");
        assertThatCode(() -> PostgresServer.execute(foreign, "DROP TABLE docket.song", "DROP SCHEMA docket"))
                .doesNotThrowAnyException();
    }

    @Test
    void tables_beside_the_journal_are_nobodys_business() {
        var shared = PostgresServer.shared().newDatabase();
        PostgresServer.execute(shared, "CREATE TABLE record (title text)");

        try (var journal = open(shared, "shared")) {
            assertThat(journal.append(anEntry("one")).join()).isInstanceOf(Appended.New.class);
        }
    }

    @Test
    void a_journal_of_a_newer_docket_is_refused_with_both_versions() {
        journal().close();
        PostgresServer.execute(url, "INSERT INTO docket.schema_version (version) VALUES (13)");

        assertThatThrownBy(this::open)
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContainingAll("version 13", "up to 12");
        assertThatThrownBy(() -> PostgresJournal.openToRead(source(url)))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContainingAll("version 13", "reads 12");
    }

    // What each version added to the one before, taken back.
    private static final List<String> TAKEN_BACK = List.of(
            "ALTER TABLE docket.record DROP COLUMN masked",
            "DROP TABLE docket.head",
            "ALTER TABLE docket.record DROP COLUMN call",
            "DROP TABLE docket.access_key",
            "ALTER TABLE docket.record DROP COLUMN step",
            "DROP TABLE docket.follower",
            "DROP TABLE docket.record_attribute; ALTER TABLE docket.record DROP COLUMN attributes",
            "ALTER TABLE docket.record DROP COLUMN mapping",
            "ALTER TABLE docket.record DROP COLUMN work",
            "ALTER TABLE docket.stream DROP COLUMN key; DROP TABLE docket.kept_file",
            "ALTER TABLE docket.record DROP COLUMN intake");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void a_journal_of_every_earlier_schema_is_brought_up_to_date_and_goes_on(int version) throws Exception {
        var old = newlyRecorded(anEntry("old"));
        journal().close();
        TAKEN_BACK.subList(version - 1, TAKEN_BACK.size()).reversed().forEach(sql -> PostgresServer.execute(url, sql));
        if (version < 3) {
            Files.delete(HeadMarker.in(folder.resolve("node")).path());
        }
        PostgresServer.execute(url, "DELETE FROM docket.schema_version WHERE version > " + version);

        try (var journal = open()) {
            journal.append(anEntry("new")).join();

            assertThat(journal.findByRequestId("old").orElseThrow().position()).isEqualTo(old.position());
            assertThat(journal.structureProblems()).isEmpty();
            var verified = new JournalVerifier(journal, stream -> JournalKey.in(folder.resolve("node"), stream)
                            .verifier())
                    .verify(List.of(), records -> {});
            assertThat(verified.problems()).isEmpty();
            assertThat(verified.records()).isEqualTo(2);
        }
    }

    @Test
    void a_journal_from_before_anything_could_be_masked_or_named_its_call_is_brought_up_to_date() {
        var old = newlyRecorded(anEntry("old"));
        journal().close();
        PostgresServer.execute(
                url,
                "ALTER TABLE docket.record DROP COLUMN masked, DROP COLUMN call, DROP COLUMN step, DROP COLUMN attributes, DROP COLUMN mapping, DROP COLUMN work, DROP COLUMN intake",
                "DROP TABLE docket.access_key",
                "DROP TABLE docket.follower",
                "ALTER TABLE docket.stream DROP COLUMN key",
                "DROP TABLE docket.kept_file",
                "DROP TABLE docket.record_attribute");
        PostgresServer.execute(url, "DELETE FROM docket.schema_version WHERE version >= 2");

        try (var journal = open()) {
            journal.append(Entries.masked(anEntry("new"), "shipTo.name")).join();

            assertThat(journal.findByRequestId("old").orElseThrow().position()).isEqualTo(old.position());
            assertThat(journal.findByRequestId("new").orElseThrow().entry().masked())
                    .containsExactly("shipTo.name");
        }
    }

    @Test
    void a_database_that_cannot_be_reached_is_named_without_its_password() {
        assertThatThrownBy(() -> PostgresJournal.open(
                        new PostgresSource("jdbc:postgresql://127.0.0.1:1/none?password=geheim", "docket", "secret"),
                        folder.resolve("nowhere")))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContainingAll("127.0.0.1:1/none", "Start the database")
                .hasMessageNotContainingAny("geheim", "secret");
    }

    @Test
    void a_database_that_is_read_only_is_refused_with_advice() {
        journal().close();
        var name = url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
        PostgresServer.execute(url, "ALTER DATABASE %s SET default_transaction_read_only = on".formatted(name));

        try (var reader = PostgresJournal.openToRead(source(url))) {
            assertThat(reader.count()).isZero();
        }
        try (var journal = open()) {
            assertThatThrownBy(journal::checkWritable)
                    .isInstanceOf(JournalUnavailableException.class)
                    .hasMessageContaining("name the primary");
        }
    }

    @Test
    void the_database_itself_refuses_to_change_or_remove_a_record() {
        newlyRecorded(anEntry("for-ever"));

        for (var change : List.of(
                "UPDATE docket.record SET disposition = 'RELEASE'",
                "DELETE FROM docket.record",
                "TRUNCATE docket.record",
                "UPDATE docket.payload SET document = ''",
                "TRUNCATE docket.payload",
                "DELETE FROM docket.checkpoint",
                "DELETE FROM docket.node")) {
            assertThatThrownBy(() -> PostgresServer.execute(url, change)).hasMessageContaining("append-only");
        }
    }

    @Test
    void commits_are_durable_although_the_database_says_otherwise() throws SQLException {
        journal().close();
        var name = url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
        PostgresServer.execute(url, "ALTER DATABASE %s SET synchronous_commit = off".formatted(name));

        try (var connection = source(url).write("probe");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW synchronous_commit")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("on");
        }
    }

    @Test
    void a_new_database_learns_from_the_first_records_how_to_look_up_ids() throws Exception {
        journal().close();
        PostgresServer.execute(url, "ALTER TABLE docket.record SET (autovacuum_enabled = false)");
        try (var first = open("first")) {
            record(first, "first", 30);
            for (int i = 0; i < 300 && statistics() <= 0; i++) {
                Thread.sleep(100);
            }
            assertThat(statistics()).isPositive();
        }
        long before = rowsReadOfRecords();
        try (var second = open("second")) {
            record(second, "second", 120);
        }
        // The last record before each batch, at least. Without statistics it goes on reading all there are: over
        // 100,000.
        assertThat(rowsReadOfRecords() - before).isBetween(120L, 40_000L);
    }

    private static void record(Journal journal, String name, int batches) {
        for (int batch = 0; batch < batches; batch++) {
            var begun = new ArrayList<CompletableFuture<Appended>>();
            for (int i = 0; i < 10; i++) {
                begun.add(journal.append(anEntry(name + "-" + batch + "-" + i)));
            }
            begun.forEach(CompletableFuture::join);
        }
    }

    private float statistics() throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT reltuples FROM pg_class WHERE oid = 'docket.record'::regclass")) {
            assertThat(rows.next()).isTrue();
            return rows.getFloat(1);
        }
    }

    private long rowsReadOfRecords() throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname = 'record')
                             + (SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'record')""")) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    @Test
    void payloads_are_compressed_quickly_where_the_server_can() throws SQLException {
        try (var connection = source(url).write("probe");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT current_setting('default_toast_compression'), enumvals"
                        + " FROM pg_settings WHERE name = 'default_toast_compression'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo(rows.getString(2).contains("lz4") ? "lz4" : "pglz");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void a_connection_that_fails_in_mid_commit_neither_loses_nor_doubles_a_record(Fault fault) throws Exception {
        try (var proxy = new CuttingProxy(PostgresServer.shared().port());
                var cut = open(proxy.url(url) + "&socketTimeout=2", "cut")) {
            for (int i = 0; i < 3; i++) {
                cut.append(anEntry("before-" + i)).join();
                proxy.failNext(fault);

                var appended = cut.append(anEntry("during-" + i));
                var outcome = cut.append(anOutcome("during-" + i, "RELEASED"));

                assertThat(appended.join()).isInstanceOf(Appended.New.class);
                assertThat(outcome.join().recorded().position().sequence())
                        .isGreaterThan(appended.join().recorded().position().sequence());
                assertThat(proxy.hasFailed()).isTrue();
                assertThat(journal().outcomesOf(idOf("during-" + i), 0, 100)).hasSize(1);
            }
            assertThat(cut.count()).isEqualTo(6);
            assertThat(cut.log().size()).isEqualTo(9);
            assertSound();
        }
    }

    @Test
    void an_ended_session_is_replaced_without_anybody_noticing() {
        newlyRecorded(anEntry("before"));

        PostgresServer.execute(
                url,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");

        assertThat(journal().findByRequestId("before")).isPresent();
        assertThat(newlyRecorded(anEntry("after")).position().sequence()).isEqualTo(2);
    }

    @Test
    void a_database_that_is_away_refuses_at_once_and_goes_on_when_it_is_back() {
        try (var server = PostgresServer.start();
                var journal = open(server.newDatabase(), "restarted")) {
            journal.append(anEntry("before")).join();

            server.stop();
            assertUnavailable(journal.append(anEntry("meanwhile")));
            assertThatThrownBy(journal::checkWritable)
                    .isInstanceOf(JournalUnavailableException.class)
                    .hasMessageContaining("Start the database");
            assertThatThrownBy(journal::count).isInstanceOf(JournalUnavailableException.class);
            server.restart();

            var after = untilAvailable(() -> journal.append(anEntry("after")), new AtomicLong());
            assertThat(after.recorded().position().sequence()).isEqualTo(2);
            assertThat(journal.findByRequestId("before")).isPresent();
            assertThat(journal.findByRequestId("meanwhile")).isEmpty();
        }
    }

    @Test
    void a_database_that_is_away_at_the_start_is_awaited_and_one_that_refuses_is_not() throws Exception {
        var said = new SaidOfOutages();
        var outage = new Outage("the journal", said);
        try (var server = PostgresServer.start()) {
            var address = server.newDatabase();
            server.stop();
            try (var journal =
                    PostgresJournal.openOnceBack(source(address), folder.resolve("early"), Tenure.OWN, outage)) {
                assertUnavailable(journal.append(anEntry("too-early")));
                assertUnavailable(journal.append(anOutcome("too-early", "HELD")));
                assertThatThrownBy(journal::checkWritable).hasMessageContaining("Start the database");
                assertThatThrownBy(() -> open(address, "early")).hasMessageContaining("in use by this process");
                server.restart();

                var recorded = untilAvailable(() -> journal.append(anEntry("in-time")), new AtomicLong());
                assertThat(recorded.recorded().position().sequence()).isEqualTo(1);
                assertThat(said.errors()).singleElement().asString().contains("opening", "Start the database");
                assertThat(said.infos()).singleElement().asString().contains("works again");
            }
            assertThatCode(() -> open(address, "early").close()).doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> PostgresJournal.openOnceBack(
                        source(url.replace("/d", "/no-such-d")), folder.resolve("early"), Tenure.OWN, outage))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContaining("createdb");
    }

    /** What it gives once the journal is available; counts how often it was not. */
    public static Appended untilAvailable(Supplier<CompletableFuture<Appended>> append, AtomicLong refused) {
        while (true) {
            try {
                return append.get().join();
            } catch (CompletionException away) {
                assertThat(away).hasCauseInstanceOf(JournalUnavailableException.class);
                refused.incrementAndGet();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private Payload payload(String requestId) {
        return journal().findByRequestId(requestId).orElseThrow().entry().request();
    }
}
