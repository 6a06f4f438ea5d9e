package dev.docket.spark.again;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.store.BundleStore;
import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.Selection;
import dev.docket.service.replay.Tallied;
import dev.docket.service.replay.Tally;
import dev.docket.service.replay.change.Bundles;
import dev.docket.service.replay.change.Proposal;
import dev.docket.spark.table.Decisions;
import dev.docket.spark.table.Exported;
import dev.docket.spark.table.KeptFiles;
import dev.docket.spark.table.NoExportException;
import dev.docket.storage.SharedFiles;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.TaskCompletionListener;
import scala.Tuple2;

/**
 * Decides the decisions of an export again with Spark. Machines decide, in whatever order and however often; the driver counts what
 * they found once each, in the order of the journal and with the {@link Tally} of {@code ./docket replay}. So the report is
 * the same, whatever the number of partitions.
 */
public final class ReplayOnSpark implements AutoCloseable {
    private final SparkSession spark;
    private final Exported exported;
    private final KeptFiles kept;
    private final Scratch scratch;

    /** @throws IOException if the bundles and snapshots of the export cannot be read */
    public ReplayOnSpark(SparkSession spark, Exported exported) throws IOException {
        this.spark = spark;
        this.exported = exported;
        this.kept = exported.kept();
        this.scratch = new Scratch();
    }

    /** The bundles of the export. */
    public BundleStore bundles() {
        return new BundleStore(
                List.of(scratch.folder().resolve("own")), kept, scratch.folder().resolve("fetched"));
    }

    /** The exported decisions that a selection asks for. */
    public JavaRDD<Row> decisions(Selection selection) {
        if (exported.manifest().decisions() == 0) {
            return JavaSparkContext.fromSparkContext(spark.sparkContext()).emptyRDD();
        }
        Dataset<Row> all = spark.read().parquet(exported.table(Decisions.TABLE));
        return Selected.of(all, selection).javaRDD();
    }

    /**
     * Decides again, and counts.
     *
     * @param decisions rows of {@code decisions}, in any order and any number of partitions
     * @param rows where to write a row for each decision, if anywhere
     * @throws BundleException if the proposal does not compile
     */
    public ReplayReport run(JavaRDD<Row> decisions, Proposal proposal, Optional<String> rows) {
        Question question = Question.of(kept, proposal);
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<Question> broadcast = context.broadcast(question);
        JavaRDD<Decided> decided = decisions.mapPartitions(part -> decide(part, broadcast.value()));
        try {
            if (rows.isPresent()) {
                decided.persist(StorageLevel.DISK_ONLY());
                spark.createDataFrame(decided.map(DecidedRows::of), DecidedRows.SCHEMA)
                        .write()
                        .parquet(rows.get());
            }
            return report(decided);
        } catch (Exception failed) { // Scala throws checked ones, too, and declares none
            requireFit(proposal);
            throw failed;
        } finally {
            decided.unpersist(false);
            broadcast.destroy();
            Workshop.end(question);
        }
    }

    /** @throws NoExportException if there is something already where rows are to be written */
    public void requireNew(String rows) throws IOException {
        Path place = new Path(rows);
        if (place.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(place)) {
            throw new NoExportException("%s already exists. Name another folder for the rows.".formatted(rows));
        }
    }

    /** What did not compile on another machine does not compile here, and here it says so to whoever proposed it. */
    private void requireFit(Proposal proposal) {
        try (Bundles recorded = new Bundles(bundles(), proposal, 1)) {
            kept.digests(SharedFiles.Kind.BUNDLE).forEach(recorded::find);
        }
    }

    @Override
    public void close() {
        scratch.close();
    }

    private static Iterator<Decided> decide(Iterator<Row> part, Question question) {
        if (!part.hasNext()) {
            return Collections.emptyIterator();
        }
        Workshop workshop = Workshop.of(question);
        Bundles bundles = workshop.take();
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> {
            // What a killed task leaves behind may be half compiled.
            if (task.isFailed() || task.isInterrupted()) {
                bundles.close();
            } else {
                workshop.back(bundles);
            }
        });
        return new Deciding(part, workshop.replay(), bundles);
    }

    private ReplayReport report(JavaRDD<Decided> decided) {
        JavaPairRDD<Long, Tallied> inOrder = decided.mapPartitionsToPair(WithoutSame::new)
                .repartitionAndSortWithinPartitions(
                        Stretches.of(exported.manifest().decisions()));
        Tally tally = new Tally(ReplayReport.EMPTY);
        for (Iterator<Tuple2<Long, Tallied>> each = inOrder.toLocalIterator(); each.hasNext(); ) {
            tally.add(each.next()._2());
        }
        return tally.report();
    }
}
