package dev.docket.spark.again;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.decision.taxonomy.Automation;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.fixture.SmallRules;
import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.ReplayReport.Count;
import dev.docket.service.replay.ReplayReport.Moved;
import dev.docket.service.replay.ReplayReport.Sample;
import dev.docket.service.replay.Selection;
import dev.docket.service.replay.change.Proposal;
import dev.docket.spark.Duck;
import dev.docket.spark.SampleJournal;
import dev.docket.spark.table.Export;
import dev.docket.spark.table.Exported;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB counts from the exported records and from what was made of each, and comes to every figure of the report. */
class ReportByDuckTest {
    @TempDir
    private static Path folder = Path.of(".");

    private static ReplayReport report;
    private static Duck duck;

    @BeforeAll
    static void replay() throws Exception {
        SampleJournal journal = SampleJournal.in(folder);
        Path exported = folder.resolve("exported");
        new Export(journal.archive(), Selection.ALL, SampleJournal.NOW, done -> {}).write(exported);
        Path rules = SmallRules.write(folder.resolve("young"), 20);
        SmallRules.edit(
                rules,
                "effects.exception(\"CUS-301\", 5).action(\"HOLD_CREDIT\").approval(\"CREDIT_MANAGER\")",
                "effects.exception(\"CUS-301\", 1)");
        Proposal young = Proposal.AS_RECORDED
                .withPolicyOf(BundleSource.read(BundleFolder.at(rules)))
                .withModelOf(BundleSource.NOTHING);
        String rows = folder.resolve("rows").toString();
        try (SparkSession spark = LocalSpark.start();
                ReplayOnSpark replay =
                        new ReplayOnSpark(spark, Exported.at(exported.toString(), new Configuration()))) {
            report = replay.run(replay.decisions(Selection.ALL), young, Optional.of(rows));
        }
        duck = new Duck(exported);
        duck.table("made", rows + "/*.parquet");
        duck.execute("CREATE TABLE held AS SELECT unnest([%s]) AS disposition"
                .formatted(Arrays.stream(Disposition.values())
                        .filter(disposition -> disposition.automation() == Automation.HUMAN)
                        .map(disposition -> "'" + disposition + "'")
                        .collect(Collectors.joining(", "))));
        duck.execute("""
                CREATE VIEW changed AS
                SELECT d.*, m.* EXCLUDE (place, decision_id, disposition), m.disposition AS now,
                       coalesce(d.order_value, 0) AS amount,
                       d.disposition IN (FROM held) AS was_held, m.disposition IN (FROM held) AS is_held
                FROM decisions d JOIN made m USING (place) WHERE m.kind = 'CHANGED'
                """);
    }

    @AfterAll
    static void close() throws Exception {
        duck.close();
    }

    @Test
    void decisions_and_those_that_are_the_same() throws Exception {
        assertThat(duck.rows("SELECT count(*), count(*) FILTER (kind = 'SAME') FROM made"))
                .containsExactly(List.of(text(report.decisions()), text(report.same())));
        assertThat(duck.rows("SELECT count(*) FROM decisions")).containsExactly(List.of(text(report.decisions())));
    }

    @Test
    void what_could_not_be_replayed_and_the_bundles_that_lack() throws Exception {
        assertThat(counts("SELECT reason AS name FROM made WHERE kind = 'NOT_REPLAYED'"))
                .isEqualTo(counts(report.notReplayed()));
        assertThat(duck.rows("""
                        SELECT d.bundle_digest, count(*), arg_min(d.decision_id, d.place)
                        FROM decisions d JOIN made m USING (place)
                        WHERE m.reason IN ('BUNDLE_NOT_KEPT', 'BUNDLE_UNUSABLE')
                        GROUP BY ALL ORDER BY ALL
                        """))
                .isEqualTo(report.lackedBundles().stream()
                        .map(one -> List.of(one.digest(), text(one.decisions()), one.firstDecisionId()))
                        .toList())
                .hasSize(3);
    }

    @Test
    void extents_causes_and_fields() throws Exception {
        assertThat(counts("SELECT extent AS name FROM changed")).isEqualTo(counts(report.extents()));
        assertThat(counts("SELECT unnest(causes) AS name FROM changed")).isEqualTo(counts(report.causes()));
        assertThat(counts("SELECT unnest(flip_causes) AS name FROM changed")).isEqualTo(counts(report.flipCauses()));
        assertThat(counts("SELECT unnest(fields) AS name FROM changed")).isEqualTo(counts(report.fields()));
        assertThat(report.extents()).hasSize(3);
        assertThat(report.flipCauses()).hasSizeGreaterThan(1);
    }

    @Test
    void flips_with_their_sums() throws Exception {
        assertThat(duck.rows("""
                        FROM (SELECT disposition, now, currency, count(*), sum(amount) FROM changed
                              WHERE disposition <> now GROUP BY ALL)
                        ORDER BY '[' || disposition || ', ' || now || ', ' || currency || ']'
                        """))
                .isEqualTo(report.flips().stream()
                        .map(flip -> List.of(
                                flip.from(),
                                flip.to(),
                                flip.currency(),
                                text(flip.decisions()),
                                text(flip.orderValue())))
                        .toList())
                .hasSizeGreaterThan(3);
    }

    @Test
    void the_money_that_moves() throws Exception {
        assertThat(moved("''")).isEqualTo(moved(report.totals())).isNotEmpty();
        assertThat(
                        moved(
                                "unnest(if(is_held, if(len(came) = 0, ['same codes'], came), if(len(gone) = 0, ['same codes'], gone)))"))
                .isEqualTo(moved(report.byCode()))
                .hasSizeGreaterThan(2);
        assertThat(moved("segment")).isEqualTo(moved(report.bySegment())).isNotEmpty();
        assertThat(moved("warehouse")).isEqualTo(moved(report.byWarehouse())).isNotEmpty();
        assertThat(moved("customer_id")).isEqualTo(moved(report.byCustomer())).isNotEmpty();
        assertThat(report.byCustomer())
                .as("exact, so that another count can be")
                .allSatisfy(one -> assertThat(one.missedAtMost()).isZero());
    }

    @Test
    void the_samples_are_those_of_the_widest_changes_with_the_smallest_hashes() throws Exception {
        assertThat(duck.rows("""
                        SELECT CASE extent WHEN 'DISPOSITION' THEN '1' WHEN 'ADVICE' THEN '2' ELSE '3' END
                                   || ' sha256:' || sha256('sample ' || decision_id) AS rank,
                               decision_id, order_id, customer_id, disposition, now, currency, order_value,
                               array_to_string(causes, ' ')
                        FROM changed ORDER BY rank LIMIT 20
                        """))
                .isEqualTo(report.samples().stream().map(ReportByDuckTest::row).toList())
                .hasSize(20);
    }

    private static List<String> row(Sample sample) {
        return List.of(
                sample.rank(),
                sample.decisionId(),
                sample.orderId(),
                sample.customerId(),
                sample.from(),
                sample.to(),
                sample.currency(),
                Duck.text(sample.orderValue()),
                String.join(" ", sample.causes()));
    }

    private static List<List<String>> counts(String names) throws Exception {
        return duck.rows(
                "SELECT name, count(*) AS number FROM (%s) GROUP BY name ORDER BY number DESC, name".formatted(names));
    }

    private static List<List<String>> counts(List<Count> counts) {
        return counts.stream()
                .map(count -> List.of(count.name(), text(count.decisions())))
                .toList();
    }

    private static List<List<String>> moved(String name) throws Exception {
        return duck.rows("""
                WITH one AS (SELECT %s AS name, currency, amount, is_held FROM changed WHERE was_held <> is_held)
                SELECT name, currency, count(*) FILTER (is_held), coalesce(sum(amount) FILTER (is_held), 0),
                       count(*) FILTER (NOT is_held), coalesce(sum(amount) FILTER (NOT is_held), 0)
                FROM one GROUP BY name, currency ORDER BY currency, sum(amount) DESC, name
                """.formatted(name));
    }

    private static List<List<String>> moved(List<Moved> rows) {
        return rows.stream()
                .map(row -> List.of(
                        row.name(),
                        row.currency(),
                        text(row.heldDecisions()),
                        text(row.held()),
                        text(row.releasedDecisions()),
                        text(row.released())))
                .toList();
    }

    private static String text(Object number) {
        return Duck.text(number);
    }
}
