package dev.docket.spark.again;

import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.json.JsonWriter;
import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.Selection;
import dev.docket.service.replay.change.Proposal;
import dev.docket.spark.table.Exported;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Replays on a standalone cluster of two machines, which are two addresses of this one, that speculates: copies of slow tasks run beside
 * them, on the other machine. A process, for a test.
 */
public final class SpeculativeReplay {
    private static final String DRIVER = "127.0.0.1";
    private static final int MEGABYTES = 768;

    private SpeculativeReplay() {}

    /** @param arguments the export, a rule folder, a folder to work in; prints how many copies ran, then the report */
    public static void main(String... arguments) throws IOException {
        AtomicInteger copies = new AtomicInteger();
        ReplayReport report;
        SparkConf machines = new SparkConf().set("spark.ui.enabled", "false").set("spark.master.ui.port", "0");
        String master = Master.startRpcEnvAndEndpoint(DRIVER, 0, 0, machines)
                ._1()
                .address()
                .toSparkURL();
        for (String machine : List.of("127.0.0.2", "127.0.0.3")) {
            Worker.startRpcEnvAndEndpoint(
                    machine,
                    0,
                    0,
                    1,
                    MEGABYTES,
                    new String[] {master},
                    arguments[2],
                    Option.empty(),
                    machines,
                    Option.empty());
        }
        try (SparkSession spark = SparkSession.builder()
                .master(master)
                .appName("test")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", DRIVER)
                .config("spark.driver.bindAddress", DRIVER)
                .config("spark.executor.memory", MEGABYTES + "m")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.speculation", true)
                .config("spark.speculation.interval", "50ms")
                .config("spark.speculation.efficiency.enabled", false)
                .config("spark.speculation.quantile", 0.2)
                .config("spark.speculation.multiplier", 1.1)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.datetime.java8API.enabled", true)
                .getOrCreate()) {
            spark.sparkContext().addSparkListener(new SparkListener() {
                @Override
                public void onTaskStart(SparkListenerTaskStart start) {
                    copies.addAndGet(start.taskInfo().speculative() ? 1 : 0);
                }
            });
            try (ReplayOnSpark replay = new ReplayOnSpark(spark, Exported.at(arguments[0], new Configuration()))) {
                Proposal proposal =
                        Proposal.AS_RECORDED.withPolicyOf(BundleSource.read(BundleFolder.at(Path.of(arguments[1]))));
                report = replay.run(
                        replay.decisions(Selection.ALL).repartition(6).mapPartitions(SlowOnce::new),
                        proposal,
                        Optional.empty());
            }
        }
        System.out.println(copies.get());
        System.out.println(new String(new JsonWriter().value(report).bytes(), StandardCharsets.UTF_8));
        System.out.flush();
        System.exit(0);
    }

    /** The first try of the last part takes its time. */
    private static final class SlowOnce implements Iterator<Row> {
        private final Iterator<Row> rows;

        SlowOnce(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Row next() {
            TaskContext task = TaskContext.get();
            if (task.partitionId() == 5 && task.attemptNumber() == 0) {
                try {
                    Thread.sleep(60);
                } catch (InterruptedException overtaken) {
                    throw new IllegalStateException(overtaken);
                }
            }
            return rows.next();
        }
    }
}
