package dev.docket.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.fixture.PostgresServer;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.outcome.Feedback;
import dev.docket.service.outcome.PastDecisions;
import dev.docket.service.outcome.PastDecisions.Past;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.replay.Selection;
import dev.docket.spark.Duck;
import dev.docket.spark.SampleJournal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    @TempDir
    private static Path folder = Path.of(".");

    private static SampleJournal journal;
    private static Path exported;
    private static Manifest manifest;

    @BeforeAll
    static void export() throws IOException {
        journal = SampleJournal.in(folder);
        exported = folder.resolve("exported");
        manifest = new Export(journal.archive(), Selection.ALL, SampleJournal.NOW, done -> {}).write(exported);
    }

    @Test
    void every_decision_is_a_row_under_its_day_in_the_order_of_the_journal() throws Exception {
        List<Recorded<DecisionEntry>> recorded = journal.decisions();

        assertThat(manifest.decisions()).isEqualTo(recorded.size());
        try (Duck duck = new Duck(exported)) {
            assertThat(duck.rows("SELECT place, decision_id, stream, sequence, day FROM decisions ORDER BY place"))
                    .isEqualTo(numbered(recorded));
            assertThat(duck.rows("SELECT count(*) FROM decisions WHERE CAST(received_at AS DATE) <> day"))
                    .containsExactly(List.of("0"));
            assertThat(duck.rows("SELECT count(DISTINCT day) > 3 FROM decisions"))
                    .containsExactly(List.of("true"));
        }
    }

    @Test
    void what_a_record_says_beside_its_order_is_in_its_row() throws Exception {
        DecisionEntry marked = journal.decisions().stream()
                .map(Recorded::entry)
                .filter(entry -> entry.decisionId().text().equals("d-marked"))
                .findFirst()
                .orElseThrow();
        try (Duck duck = new Duck(exported)) {
            assertThat(duck.rows("SELECT caller, call, spooled, emergency_change, canary, mapped_by FROM decisions"
                            + " WHERE decision_id = 'd-marked'"))
                    .containsExactly(List.of(
                            "eva",
                            "call-1 4bf92f3577b34da6a3ce929d0e0e4736",
                            "true",
                            "change-1",
                            "change-2 3 CANDIDATE RELEASE HOLD 120",
                            "x12-850 " + marked.bundleDigest()));
        }
    }

    private static List<List<String>> numbered(List<Recorded<DecisionEntry>> recorded) {
        return Stream.iterate(0, i -> i < recorded.size(), i -> i + 1)
                .map(i -> List.of(
                        i.toString(),
                        recorded.get(i).entry().decisionId().text(),
                        recorded.get(i).position().stream(),
                        Long.toString(recorded.get(i).position().sequence()),
                        recorded.get(i).entry().at().toString().substring(0, 10)))
                .toList();
    }

    @Test
    void verdicts_are_the_fired_rules_of_the_records() throws Exception {
        try (Duck duck = new Duck(exported)) {
            assertThat(duck.rows("""
                            SELECT decision_id, array_to_string(rule_ids, ' ') FROM decisions
                            WHERE answer IS NOT NULL AND len(rule_ids) > 0 ORDER BY place
                            """)).isEqualTo(duck.rows("""
                            SELECT decision_id, array_to_string(list_sort(list_distinct(list(rule_id))), ' ') FROM verdicts
                            WHERE verdict = 'FIRED' GROUP BY place, decision_id ORDER BY place
                            """)).hasSizeGreaterThan(50);
            assertThat(duck.rows("SELECT count(*) FROM verdicts"))
                    .containsExactly(List.of(Long.toString(manifest.verdicts())));
        }
    }

    @Test
    void orders_with_outcomes_are_those_that_training_reads() throws Exception {
        List<Past<OrderSnapshot>> past = PastDecisions.read(new JournalStore.Sqlite(journal.data()));
        String sql = Files.readString(Path.of("docs/spark.md"))
                .replaceFirst("(?s).*```sql\n(CREATE VIEW training.*?)```.*", "$1");

        try (Duck duck = new Duck(exported)) {
            duck.execute(sql);
            assertThat(duck.rows("""
                            SELECT order_id, decode(request), strftime(received_at, '%Y-%m-%dT%H:%M:%SZ'), outcome, days_late, cancelled, fraud, cost, cost_currency
                            FROM training ORDER BY order_id
                            """).stream().map(ExportTest::asTrained).toList())
                    .isEqualTo(past.stream().map(ExportTest::asTrained).sorted().toList());
        }
        assertThat(past).filteredOn(one -> one.outcome() != null).hasSizeGreaterThan(100);
    }

    private static String asTrained(List<String> row) {
        byte[] request = row.get(1).getBytes(StandardCharsets.UTF_8);
        OrderSnapshot order =
                new RequestReader(new RecordReader()).read(request) instanceof Reading.Valid<Request> valid
                        ? valid.value().snapshot().receivedAt(Instant.parse(row.get(2)))
                        : null;
        return row.get(0) + " " + order + " " + row.subList(3, row.size());
    }

    private static String asTrained(Past<OrderSnapshot> past) {
        Feedback outcome = past.outcome();
        List<String> ended = outcome == null
                ? List.of("", "", "", "", "", "")
                : List.of(
                        outcome.outcome().name(),
                        Duck.text(outcome.daysLate()),
                        Duck.text(outcome.cancelled()),
                        Duck.text(outcome.fraud()),
                        Duck.text(outcome.cost() == null ? null : outcome.cost().amount()),
                        outcome.cost() == null ? "" : outcome.cost().currency());
        return past.order().order().orderId() + " " + past.order() + " " + ended;
    }

    @Test
    void the_folder_has_the_bundles_that_can_be_used_and_names_the_others() {
        assertThat(manifest.bundles()).hasSize(5);
        assertThat(manifest.bundles()).filteredOn(bundle -> !bundle.isKept()).hasSize(2);
        assertThat(manifest.bundles())
                .filteredOn(bundle -> bundle.problem() != null)
                .hasSize(1);
        assertThat(exported.resolve("bundles")).isDirectory().satisfies(bundles -> {
            try (Stream<Path> kept = Files.list(bundles)) {
                assertThat(kept).hasSize(2);
            }
        });
    }

    @Test
    void a_selection_exports_what_it_asks_for() throws IOException {
        Selection held =
                new Selection(new TreeMap<>(Map.of("disposition", "HOLD")), Optional.empty(), Optional.empty());

        Manifest some =
                new Export(journal.archive(), held, SampleJournal.NOW, done -> {}).write(folder.resolve("held"));

        assertThat(some.decisions())
                .isEqualTo(journal.decisions().stream()
                        .filter(one -> one.entry().facets().disposition().equals("HOLD"))
                        .count())
                .isPositive()
                .isLessThan(manifest.decisions());
        assertThat(some.selection()).isEqualTo(held);
    }

    @Test
    void an_export_replaces_nothing_and_one_that_fails_leaves_nothing() throws IOException {
        Export again = new Export(journal.archive(), Selection.ALL, SampleJournal.NOW, done -> {});
        assertThatThrownBy(() -> again.write(exported))
                .isInstanceOf(NoExportException.class)
                .hasMessageContaining("already exists");

        Path place = Files.createDirectories(folder.resolve("place"));
        Export failing = new Export(journal.archive(), Selection.ALL, SampleJournal.NOW, done -> {
            if (done == 700) {
                throw new IllegalStateException("killed");
            }
        });
        assertThatThrownBy(() -> failing.write(place.resolve("export"))).hasMessage("killed");
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void postgresql_exports_the_same_rows_as_sqlite() throws Exception {
        JournalStore postgres = JournalStore.postgresql(
                folder.resolve("postgres"), PostgresServer.shared().newDatabase(), "", "");
        try (var store = postgres.open()) {
            for (Recorded<DecisionEntry> one : journal.decisions()) {
                if (one.entry().request() instanceof Payload.Kept) {
                    store.append(one.entry()).join();
                }
            }
        }
        Path other = folder.resolve("of-postgres");
        new Export(JournalArchive.of(postgres), Selection.ALL, SampleJournal.NOW, done -> {}).write(other);

        String rows =
                "SELECT * EXCLUDE (place, stream, sequence, previous_hash, hash) FROM decisions WHERE answer IS NOT NULL ORDER BY decision_id";
        try (Duck one = new Duck(exported)) {
            one.table("others", other + "/decisions/*/*.parquet");
            assertThat(one.rows("SELECT count(*) FROM (%s)".formatted(rows.replace("FROM decisions", "FROM others"))))
                    .isNotEqualTo(List.of(List.of("0")));
            assertThat(one.rows("(%s) EXCEPT (%s)".formatted(rows, rows.replace("FROM decisions", "FROM others"))))
                    .isEmpty();
            assertThat(one.rows("(%s) EXCEPT (%s)".formatted(rows.replace("FROM decisions", "FROM others"), rows)))
                    .isEmpty();
        }
    }
}
