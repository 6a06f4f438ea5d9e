package dev.docket.spark.again;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.digest.Digest;
import dev.docket.fixture.SmallRules;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.json.JsonWriter;
import dev.docket.service.replay.ReplayJournal;
import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.ReplayReport.Count;
import dev.docket.service.replay.Selection;
import dev.docket.service.replay.change.Proposal;
import dev.docket.spark.SampleJournal;
import dev.docket.spark.table.Export;
import dev.docket.spark.table.Exported;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayOnSparkTest {
    @TempDir
    private static Path folder = Path.of(".");

    /** Reports of one machine over all decisions, by what decides. */
    private static final Map<String, String> ALL = new ConcurrentHashMap<>();

    private static SampleJournal journal;
    private static SparkSession spark;
    private static ReplayOnSpark replay;
    private static Proposal young;

    @BeforeAll
    static void export() throws IOException {
        journal = SampleJournal.in(folder);
        new Export(journal.archive(), Selection.ALL, SampleJournal.NOW, done -> {}).write(folder.resolve("exported"));
        spark = LocalSpark.start();
        replay = new ReplayOnSpark(spark, Exported.at(folder.resolve("exported").toString(), new Configuration()));
        Path rules = SmallRules.write(folder.resolve("young"), 20);
        SmallRules.edit(rules, "effects.exception(\"CUS-301\", 5)", "effects.exception(\"CUS-301\", 3)");
        young = Proposal.AS_RECORDED
                .withPolicyOf(BundleSource.read(BundleFolder.at(rules)))
                .withModelOf(BundleSource.NOTHING);
    }

    @AfterAll
    static void stop() throws IOException {
        replay.close();
        spark.close();
    }

    @Test
    void everything_occurs_that_a_report_counts() {
        ReplayReport asRecorded = onOneMachine(Proposal.AS_RECORDED, Selection.ALL);
        assertThat(asRecorded.same()).isGreaterThan(500);
        assertThat(asRecorded.notReplayed())
                .extracting(Count::name)
                .containsExactlyInAnyOrder(
                        "RETIRED", "MASKED", "BUNDLE_NOT_KEPT", "BUNDLE_UNUSABLE", "SNAPSHOT_NOT_KEPT");
        assertThat(asRecorded.lackedBundles()).hasSize(3);
        assertThat(asRecorded.causes()).extracting(Count::name).containsExactly("ENGINE");

        ReplayReport tried = onOneMachine(young, Selection.ALL);
        assertThat(tried.causes()).extracting(Count::name).contains("RULES", "PARAMETERS", "MODEL", "ENGINE");
        assertThat(tried.extents()).hasSize(3);
        assertThat(tried.flips()).hasSizeGreaterThan(1);
        assertThat(tried.byCode()).isNotEmpty();
        assertThat(tried.samples()).hasSize(20);
    }

    @Test
    void a_row_is_the_record_that_it_was() {
        List<DecisionEntry> read = replay.decisions(Selection.ALL).collect().stream()
                .sorted((one, other) -> Long.compare(DecisionRows.place(one), DecisionRows.place(other)))
                .map(DecisionRows::entry)
                .toList();

        List<Recorded<DecisionEntry>> recorded = journal.decisions();
        assertThat(read).hasSameSizeAs(recorded);
        for (int i = 0; i < read.size(); i++) {
            DecisionEntry expected = recorded.get(i).entry();
            assertThat(text(read.get(i).request())).isEqualTo(text(expected.request()));
            assertThat(text(read.get(i).answer())).isEqualTo(text(expected.answer()));
            assertThat(withoutPayload(read.get(i))).isEqualTo(withoutPayload(expected));
        }
    }

    private static String text(Payload payload) {
        return payload.hash()
                + (payload instanceof Payload.Kept kept
                        ? new String(kept.bytes(), StandardCharsets.UTF_8)
                        : " retired");
    }

    private static DecisionEntry withoutPayload(DecisionEntry entry) {
        return new DecisionEntry(
                entry.decisionId(),
                entry.requestId(),
                entry.requestDigest(),
                entry.bundleDigest(),
                entry.modelDigest(),
                entry.at(),
                entry.sender(),
                entry.facets(),
                new Payload.Unread(entry.request().hash()),
                new Payload.Unread(entry.answer().hash()),
                entry.masked(),
                entry.spooled(),
                entry.underEmergency(),
                entry.arm(),
                entry.mapped());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64})
    void the_report_is_that_of_one_machine_for_any_number_of_partitions(int partitions) {
        JavaRDD<Row> decisions = replay.decisions(Selection.ALL).repartition(partitions);

        assertSame(decisions, Proposal.AS_RECORDED);
        assertSame(decisions, young);
    }

    @Test
    void the_order_of_the_rows_does_not_count() {
        for (String salt : List.of("one", "two")) {
            JavaRDD<Row> shuffled = replay.decisions(Selection.ALL)
                    .sortBy(
                            row -> Digest.over((salt + DecisionRows.place(row)).getBytes(StandardCharsets.UTF_8))
                                    .text(),
                            true,
                            5);
            assertThat(DecisionRows.place(shuffled.first())).isPositive();

            assertSame(shuffled, young);
        }
    }

    @Test
    void a_task_that_fails_half_way_is_run_again_and_counted_once() {
        JavaRDD<Row> failing = replay.decisions(Selection.ALL).repartition(7).mapPartitions(FailingOnce::new);

        AtomicInteger failed = new AtomicInteger();
        SparkListener listener = new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                failed.addAndGet(end.taskInfo().failed() ? 1 : 0);
            }
        };
        spark.sparkContext().addSparkListener(listener);
        assertSame(failing, young);
        assertThat(failed).hasPositiveValue();
        spark.sparkContext().removeSparkListener(listener);
    }

    /** The first try of each task ends after some rows. */
    private static final class FailingOnce implements Iterator<Row> {
        private final Iterator<Row> rows;
        private int read;

        FailingOnce(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Row next() {
            if (TaskContext.get().attemptNumber() == 0 && ++read > 40) {
                throw new IllegalStateException("killed");
            }
            return rows.next();
        }
    }

    @Test
    void a_task_that_is_killed_is_run_again_and_counted_once() {
        JavaRDD<Row> slow = replay.decisions(Selection.ALL).repartition(3).mapPartitions(SlowAtFirst::new);
        Killing killing = new Killing(spark.sparkContext());
        spark.sparkContext().addSparkListener(killing);

        assertSame(slow, young);

        spark.sparkContext().removeSparkListener(killing);
        assertThat(killing.killed).hasPositiveValue();
    }

    /** Takes its time at the first try, so that it can be killed. */
    private static final class SlowAtFirst implements Iterator<Row> {
        private final Iterator<Row> rows;

        SlowAtFirst(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Row next() {
            try {
                Thread.sleep(TaskContext.get().attemptNumber() == 0 ? 20 : 0);
            } catch (InterruptedException killed) {
                throw new IllegalStateException(killed);
            }
            return rows.next();
        }
    }

    /** Kills the first try of some tasks. */
    private static final class Killing extends SparkListener {
        private final SparkContext context;
        private final AtomicInteger started = new AtomicInteger();
        private final AtomicInteger killed = new AtomicInteger();

        Killing(SparkContext context) {
            this.context = context;
        }

        @Override
        public void onTaskStart(SparkListenerTaskStart start) {
            if (start.taskInfo().attemptNumber() == 0 && started.incrementAndGet() % 2 == 0) {
                context.killTaskAttempt(start.taskInfo().taskId(), true, "a test");
            }
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            killed.addAndGet(end.taskInfo().killed() ? 1 : 0);
        }
    }

    @Test
    void a_selection_is_that_of_the_journal() {
        DecisionEntry some = journal.decisions().get(900).entry();
        for (Map.Entry<String, String> one : Map.of(
                        "orderId", some.facets().orderId(),
                        "customerId", some.facets().customerId(),
                        "warehouse", some.facets().warehouse(),
                        "disposition", "HOLD",
                        "code", "FIN-202",
                        "rule", "past-due-balance",
                        "bundle", some.bundleDigest().text(),
                        "priority", some.facets().priority())
                .entrySet()) {
            Selection selection = new Selection(
                    new TreeMap<>(Map.of(one.getKey(), one.getValue())), Optional.empty(), Optional.empty());
            ReplayReport report = onOneMachine(young, selection);

            assertThat(report.decisions()).as(one.getKey()).isPositive();
            assertThat(json(replay.run(replay.decisions(selection), young, Optional.empty())))
                    .as(one.getKey())
                    .isEqualTo(json(report));
        }
        Selection period = new Selection(
                new TreeMap<>(),
                Optional.of(some.at()),
                Optional.of(some.at().plusSeconds(3_600).plusNanos(900)));
        ReplayReport report = onOneMachine(young, period);
        assertThat(report.decisions()).isBetween(10L, 20L);
        assertThat(json(replay.run(replay.decisions(period), young, Optional.empty())))
                .isEqualTo(json(report));
    }

    @Test
    void a_proposal_that_does_not_compile_is_refused_as_on_one_machine() throws IOException {
        Path rules = SmallRules.write(folder.resolve("broken"), 20);
        SmallRules.edit(rules, "oldestOverdueDays", "oldestOverdueDay");
        Proposal broken = Proposal.AS_RECORDED.withPolicyOf(BundleSource.read(BundleFolder.at(rules)));

        assertThatThrownBy(() -> replay.run(replay.decisions(Selection.ALL), broken, Optional.empty()))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("policy.drl");
    }

    private static void assertSame(JavaRDD<Row> decisions, Proposal proposal) {
        String onOneMachine =
                ALL.computeIfAbsent(proposal.identity(), first -> json(onOneMachine(proposal, Selection.ALL)));
        assertThat(json(replay.run(decisions, proposal, Optional.empty()))).isEqualTo(onOneMachine);
    }

    private static ReplayReport onOneMachine(Proposal proposal, Selection selection) {
        try (ReplayJournal one = ReplayJournal.open(journal.archive())) {
            return one.run(selection, proposal, one.start(selection, proposal, SampleJournal.NOW), (count, state) -> {})
                    .report();
        }
    }

    private static String json(ReplayReport report) {
        return new String(new JsonWriter().value(report).bytes(), StandardCharsets.UTF_8);
    }
}
