package dev.docket.spark;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Where Spark runs. */
final class SparkPlace {
    private static final String MASTER = "spark.master";
    private static final String LOOPBACK = "127.0.0.1";

    private SparkPlace() {}

    /** Whether spark-submit started this process, and named the cluster. */
    static boolean isSubmitted() {
        return System.getProperty(MASTER) != null;
    }

    /**
     * Starts it, or joins it.
     *
     * @param master such as {@code local[2]}; nothing if spark-submit named one
     */
    static SparkSession session(Optional<String> master) {
        SparkSession.Builder builder = SparkSession.builder()
                .appName("docket replay")
                // Times are read as they were written, on every machine.
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.datetime.java8API.enabled", true)
                // Another one may not know how to make records.
                .config("spark.serializer", "org.apache.spark.serializer.JavaSerializer")
                // A request can have 16 MiB, and so many are in memory at a time.
                .config("spark.sql.parquet.columnarReaderBatchSize", 32)
                .config("spark.ui.showConsoleProgress", isTerminal());
        master.ifPresent(builder::master);
        if (master.filter(SparkPlace::isHere).isPresent()) {
            builder.config("spark.ui.enabled", false)
                    .config("spark.driver.host", LOOPBACK)
                    .config("spark.driver.bindAddress", LOOPBACK);
        }
        return builder.getOrCreate();
    }

    private static boolean isTerminal() {
        return System.getenv().getOrDefault("DOCKET_TERMINALS", "").contains("err");
    }

    /** Whether it is this process. */
    static boolean isHere(String master) {
        return master.equals("local") || master.startsWith("local[");
    }
}
