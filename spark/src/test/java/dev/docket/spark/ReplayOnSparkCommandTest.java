package dev.docket.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.cli.ReplayCommand;
import dev.docket.fixture.SmallRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as processes, beside {@code ./docket replay}. */
class ReplayOnSparkCommandTest {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private static Path folder = Path.of(".");

    private static Path data;
    private static Path exported;
    private static String young;

    private record Ran(int exitCode, String out, String err) {}

    @BeforeAll
    static void export() throws Exception {
        data = SampleJournal.in(folder).data();
        exported = folder.resolve("exported");
        young = SmallRules.write(folder.resolve("young"), 20).toString();
        Ran ran = process("export", "--data", data.toString(), "--parquet", exported.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("wrote 1,", " decisions, ", "which is unusable", "which is not kept here");
    }

    @Test
    void without_an_export_it_makes_one_and_leaves_nothing_behind() throws Exception {
        Path temporary = Files.createDirectories(folder.resolve("temporary"));

        Ran ran = process(
                List.of("-Djava.io.tmpdir=" + temporary),
                "replay",
                "--spark",
                "local[2]",
                "--data",
                data.toString(),
                "--format",
                "json");

        Ran one = onOneMachine("--data", data.toString(), "--format", "json");
        assertThat(ran.out()).isEqualTo(one.out());
        assertThat(ran.exitCode()).isEqualTo(one.exitCode()).isEqualTo(1);
        assertThat(ran.err().lines().filter(line -> !line.startsWith("  ")))
                .as("Spark is quiet")
                .hasSize(1)
                .allMatch(line -> line.startsWith("replayed "));
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("docket"))
                    .noneMatch(name -> name.startsWith("spark-"));
        }
    }

    @Test
    void from_an_export_it_reports_the_same_of_a_proposal_and_a_selection() throws Exception {
        String html = folder.resolve("report.html").toString();
        List<String> asked =
                List.of("--bundle", young, "--model", "none", "--disposition", "RELEASE", "--format", "json");

        Ran ran = here(
                "replay", with(asked, "--spark", "local[2]", "--from-parquet", exported.toString(), "--html", html));

        Ran one = onOneMachine(with(asked, "--data", data.toString()));
        assertThat(ran.out()).as(ran.err()).isEqualTo(one.out()).contains("\"flips\":[{");
        assertThat(ran.exitCode()).isEqualTo(one.exitCode());
        assertThat(Path.of(html)).content().contains("<html");
    }

    @Test
    void a_kept_bundle_is_found_in_the_export() throws Exception {
        String digest;
        try (Stream<Path> kept = Files.list(exported.resolve("bundles"))) {
            digest = kept.sorted()
                    .findFirst()
                    .orElseThrow()
                    .getFileName()
                    .toString()
                    .replace('-', ':');
        }

        Ran ran = here("replay", "--spark", "local[2]", "--from-parquet", exported.toString(), "--bundle", digest);

        Ran one = onOneMachine("--data", data.toString(), "--bundle", digest);
        assertThat(ran.out()).as(ran.err()).isEqualTo(one.out());
    }

    @Test
    void an_export_of_a_selection_is_replayed_as_that_and_as_nothing_else() throws Exception {
        Path held = folder.resolve("held");
        here("export", "--data", data.toString(), "--parquet", held.toString(), "--disposition", "HOLD");

        Ran ran = here("replay", "--spark", "local[2]", "--from-parquet", held.toString(), "--format", "json");
        Ran other = here("replay", "--spark", "local[2]", "--from-parquet", held.toString(), "--code", "FIN-202");

        assertThat(ran.out())
                .as(ran.err())
                .isEqualTo(onOneMachine("--data", data.toString(), "--disposition", "HOLD", "--format", "json")
                        .out());
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("holds only a selection");
    }

    @Test
    void what_cannot_be_used_is_explained_in_one_sentence() throws Exception {
        Ran none = here(
                "replay",
                "--spark",
                "local[2]",
                "--from-parquet",
                folder.resolve("none").toString());
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("holds no manifest.json").doesNotContain("Exception");

        Ran twice = here("export", "--data", data.toString(), "--parquet", exported.toString());
        assertThat(twice.exitCode()).isEqualTo(2);
        assertThat(twice.err()).contains("already exists").doesNotContain("Exception");

        Ran broken = here("replay", "--spark", "local[2]", "--from-parquet", exported.toString(), "--bundle", broken());
        Ran one = onOneMachine("--data", data.toString(), "--bundle", broken());
        assertThat(broken.exitCode()).isEqualTo(one.exitCode()).isEqualTo(2);
        assertThat(broken.err()).contains(one.err().lines().toList().getLast());
    }

    @Test
    void an_export_that_was_copied_in_part_is_not_reproduced_in_part() throws Exception {
        Path part = folder.resolve("part");
        try (Stream<Path> all = Files.walk(exported)) {
            for (Path one : all.toList()) {
                Files.copy(one, part.resolve(exported.relativize(one).toString()));
            }
        }
        try (Stream<Path> days = Files.list(part.resolve("decisions"))) {
            Path first = days.sorted().findFirst().orElseThrow();
            Files.move(first, folder.resolve("left-out"));
        }

        Ran ran = here("replay", "--spark", "local[2]", "--from-parquet", part.toString(), "--format", "json");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("The export has ", " were found").doesNotContain("Exception");
    }

    @Test
    void a_cluster_is_left_to_spark_submit() {
        Ran ran = here("replay", "--spark", "spark://127.0.0.1:7077", "--from-parquet", exported.toString());

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("For a cluster use spark-submit");
    }

    private static String broken() throws IOException {
        Path rules = SmallRules.write(folder.resolve("broken"), 20);
        SmallRules.edit(rules, "oldestOverdueDays", "oldestOverdueDay");
        return rules.toString();
    }

    private static String[] with(List<String> more, String... arguments) {
        return Stream.concat(Stream.of(arguments), more.stream()).toArray(String[]::new);
    }

    private static Ran onOneMachine(String... arguments) {
        return run(new ReplayCommand(), arguments);
    }

    /** In this process, which is sooner. */
    private static Ran here(String command, String... arguments) {
        return run(command.equals("export") ? new ExportCommand() : new ReplayOnSparkCommand(), arguments);
    }

    private static Ran run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Ran(exitCode, out.toString(), err.toString());
    }

    private static Ran process(String... arguments) throws Exception {
        return process(List.of(), arguments);
    }

    private static Ran process(List<String> more, String... arguments) throws Exception {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = new ProcessBuilder(SparkProcess.command(more, Main.class, List.of(arguments)))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
