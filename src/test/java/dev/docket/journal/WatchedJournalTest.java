package dev.docket.journal;

import static dev.docket.journal.Entries.anEntry;
import static dev.docket.journal.Entries.facetsOf;
import static dev.docket.journal.Entries.with;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.docket.fixture.BreakableJournal;
import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.SaidOfOutages;
import dev.docket.journal.postgres.PostgresJournal;
import dev.docket.journal.postgres.PostgresSource;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facet;
import dev.docket.journal.record.Facets;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.outage.Outage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said while the store refuses, and when. */
class WatchedJournalTest {
    private static final String MARKER = "SECRET-CUSTOMER";

    private final SaidOfOutages said = new SaidOfOutages();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void a_refused_insert_says_nothing_of_the_rows_of_its_batch_nor_of_the_database() {
        var url = PostgresServer.shared().newDatabase();
        try (var journal = watched(PostgresJournal.open(new PostgresSource(url, "", ""), folder))) {
            PostgresServer.execute(
                    url,
                    "ALTER TABLE docket.record ADD CONSTRAINT odd CHECK (customer_id NOT LIKE '%" + MARKER + "%')");

            var refused = refusal(journal, marked("one"));

            assertThat(traceOf(refused)).doesNotContain(MARKER, "Batch entry", "VALUES");
            assertSafe(refused.toCaller(), url);
            assertThat(said.errors())
                    .singleElement()
                    .asString()
                    .endsWith(refused.toLog())
                    .contains("Code 23514");
        }
    }

    @Test
    void a_database_that_is_gone_is_not_named_to_callers() {
        var server = PostgresServer.start();
        var url = server.newDatabase();
        try (server;
                var journal = watched(PostgresJournal.open(new PostgresSource(url, "", ""), folder))) {
            server.kill();

            var refused = refusal(journal, marked("one"));
            var unread = (JournalUnavailableException) catchThrowable(() -> journal.findByRequestId("one"));

            assertSafe(refused.toCaller(), url);
            assertSafe(unread.toCaller(), url);
            assertThat(traceOf(refused) + traceOf(unread)).doesNotContain(MARKER, "Connection to");
        }
    }

    @Test
    void a_full_disk_is_reported_once_and_once_when_it_is_over() {
        var maxPages = new AtomicLong(80);
        try (var journal = watched(SqliteJournal.open(folder, maxPages::get))) {
            int refused = 0;
            for (int i = 0; refused < 5; i++) {
                refused += isRefused(journal, with(marked(), Entries.AT, anEntry("fill-" + i, 20_000))) ? 1 : 0;
            }

            assertThat(said.errors()).hasSize(1);
            assertSafe(said.errors().getFirst(), folder.toString());
            assertThat(said.errors().getFirst()).contains("Free space", "Incident ");
            assertThatThrownBy(journal::checkWritable).isInstanceOf(JournalUnavailableException.class);

            maxPages.set(1_000_000);
            assertThat(isRefused(journal, anEntry("after", 10))).isFalse();
            assertThat(said.errors()).hasSize(1);
            assertThat(said.infos()).singleElement().asString().contains("works again", "recording 5");
            assertThat(journal.checkWritable()).isEqualTo(Journal.Destination.STORE);
        }
    }

    @Test
    void an_outage_with_hundreds_of_refused_appends_reads_and_probes_is_one_error_and_one_line() {
        try (var broken = new BreakableJournal();
                var journal = watched(broken)) {
            journal.append(anEntry("before")).join();
            broken.breakDown(true);
            for (int i = 0; i < 675; i++) {
                assertThat(isRefused(journal, anEntry("r" + i))).isTrue();
            }
            for (int i = 0; i < 40; i++) {
                assertThatThrownBy(() -> journal.findByRequestId("before"))
                        .isInstanceOf(JournalUnavailableException.class);
            }
            broken.breakDown(false);
            assertThat(journal.findByRequestId("before")).isPresent();
            assertThat(said.infos()).isEmpty();
            journal.append(anEntry("after")).join();
            assertThat(journal.outcomePage(Optional.empty(), 1)).isEmpty();
        }

        assertThat(said.errors()).hasSize(1);
        assertThat(said.infos()).singleElement().asString().endsWith("failed meanwhile: reading 40, recording 675");
    }

    @Test
    void it_is_not_ready_while_appends_are_refused_whatever_the_probe_says() {
        var url = PostgresServer.shared().newDatabase();
        try (var journal = watched(PostgresJournal.open(new PostgresSource(url, "", ""), folder))) {
            PostgresServer.execute(
                    url,
                    "ALTER TABLE docket.record ADD CONSTRAINT odd CHECK (customer_id NOT LIKE '%" + MARKER + "%')");
            assertThat(journal.checkWritable()).isEqualTo(Journal.Destination.STORE);

            var refused = refusal(journal, marked("one"));

            assertThatThrownBy(journal::checkWritable).isSameAs(refused);
            assertThat(isRefused(journal, anEntry("two"))).isFalse();
            assertThat(journal.checkWritable()).isEqualTo(Journal.Destination.STORE);
        }
    }

    @Test
    void rights_that_were_taken_away_are_found_without_any_append() {
        var url = PostgresServer.shared().newDatabase();
        try (var journal = watched(PostgresJournal.open(new PostgresSource(url, "", ""), folder))) {
            PostgresServer.execute(url, "ALTER TABLE docket.record_code RENAME TO record_code_away");

            assertThatThrownBy(journal::checkWritable).isInstanceOf(JournalUnavailableException.class);
        }
    }

    private WatchedJournal watched(Journal journal) {
        return new WatchedJournal(journal, new Outage("the journal", said));
    }

    private static DecisionEntry marked(String requestId) {
        return with(marked(), Entries.AT, anEntry(requestId));
    }

    private static Facets marked() {
        return Facets.of(facet -> facet == Facet.CUSTOMER_ID ? MARKER : facet.text(facetsOf("r")), "");
    }

    private static boolean isRefused(Journal journal, DecisionEntry entry) {
        return journal.append(entry).handle((done, failure) -> failure != null).join();
    }

    private static JournalUnavailableException refusal(Journal journal, DecisionEntry entry) {
        var thrown =
                (CompletionException) catchThrowable(() -> journal.append(entry).join());
        return (JournalUnavailableException) requireNonNull(thrown.getCause());
    }

    private static void assertSafe(String said, String store) {
        assertThat(said).doesNotContain(MARKER, store, "jdbc:", "127.0.0.1", "journal.db");
    }

    private static String traceOf(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
