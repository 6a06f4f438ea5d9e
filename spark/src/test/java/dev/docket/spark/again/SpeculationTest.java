package dev.docket.spark.again;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.fixture.SmallRules;
import dev.docket.json.JsonWriter;
import dev.docket.service.replay.ReplayJournal;
import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.Selection;
import dev.docket.service.replay.change.Proposal;
import dev.docket.spark.SampleJournal;
import dev.docket.spark.SparkProcess;
import dev.docket.spark.table.Export;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two executors as processes of their own, which run some tasks twice at the same time. */
class SpeculationTest {
    private static final long PATIENCE_SECONDS = 180;

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void a_copy_of_a_slow_task_is_not_counted_beside_it() throws Exception {
        SampleJournal journal = SampleJournal.in(folder);
        Path exported = folder.resolve("exported");
        new Export(journal.archive(), Selection.ALL, SampleJournal.NOW, done -> {}).write(exported);
        Path young = SmallRules.write(folder.resolve("young"), 20);
        Path output = folder.resolve("out.txt");

        ProcessBuilder builder = new ProcessBuilder(SparkProcess.command(
                List.of(),
                SpeculativeReplay.class,
                List.of(
                        exported.toString(),
                        young.toString(),
                        folder.resolve("work").toString())));
        // Spark wants to see a folder of its own, and finds its classes where this process has them.
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve("jars"));
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.directory(Path.of("").toAbsolutePath().toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("err.txt")))
                .isZero();
        List<String> lines = Files.readAllLines(output);
        assertThat(Integer.parseInt(lines.getFirst())).as("copies").isPositive();
        assertThat(lines.getLast()).isEqualTo(json(onOneMachine(journal, young)));
    }

    private static ReplayReport onOneMachine(SampleJournal journal, Path rules) {
        Proposal proposal = Proposal.AS_RECORDED.withPolicyOf(BundleSource.read(BundleFolder.at(rules)));
        try (ReplayJournal one = ReplayJournal.open(journal.archive())) {
            return one.run(
                            Selection.ALL,
                            proposal,
                            one.start(Selection.ALL, proposal, SampleJournal.NOW),
                            (count, state) -> {})
                    .report();
        }
    }

    private static String json(ReplayReport report) {
        return new String(new JsonWriter().value(report).bytes(), StandardCharsets.UTF_8);
    }
}
