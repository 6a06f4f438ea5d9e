package dev.docket.spark.again;

import org.apache.spark.sql.SparkSession;

/** Spark in this process, which gives a failed task four tries. */
final class LocalSpark {
    private LocalSpark() {}

    static SparkSession start() {
        return SparkSession.builder()
                .master("local[2,4]")
                .appName("test")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.datetime.java8API.enabled", true)
                .getOrCreate();
    }
}
