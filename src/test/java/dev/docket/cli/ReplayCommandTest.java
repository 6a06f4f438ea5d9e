package dev.docket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.BundleFolder;
import dev.docket.cli.replay.StateFile;
import dev.docket.fixture.RecordedOrders;
import dev.docket.fixture.SmallRules;
import dev.docket.sample.SampleOrders;
import dev.docket.service.replay.ReplayReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayCommandTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'&\u202e";

    @TempDir
    private Path folder;

    private record Ran(int exitCode, String out, String err) {}

    @Test
    void recorded_decisions_are_reproduced() {
        Ran ran = run("--data", recorded("C-1").toString());

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("Reproduced byte for byte: 1 decision.");
    }

    @Test
    void nothing_of_an_order_reaches_the_page_or_the_terminal_as_it_is() throws IOException {
        Path page = folder.resolve("report.html");

        Ran ran = run(
                "--data",
                recorded(HOSTILE).toString(),
                "--bundle",
                SmallRules.write(folder.resolve("young"), 40).toString(),
                "--html",
                page.toString());

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("newly released USD 100.00").doesNotContain("\u202e");
        assertThat(Files.readString(page))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\uFFFD")
                .contains("HOLD → RELEASE")
                .doesNotContain("<script")
                .doesNotContain("\u202e");
    }

    @Test
    void a_finished_state_gives_the_same_report_again_and_fits_its_question_only() throws IOException {
        Path data = recorded("C-1");
        Path state = folder.resolve("state.json");
        Ran first = run("--data", data.toString(), "--format", "json", "--resume", state.toString());

        Ran second = run("--data", data.toString(), "--format", "json", "--resume", state.toString());

        assertThat(second.out()).isEqualTo(first.out()).contains("\"same\":1").contains("\"isReproduced\":true");
        Ran other = run("--data", data.toString(), "--code", "FIN-202", "--resume", state.toString());
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("a different replay");
        Files.writeString(state, "{");
        assertThat(run("--data", data.toString(), "--resume", state.toString()).err())
                .contains("is not a saved replay");
    }

    @Test
    void a_replay_that_was_killed_in_the_middle_goes_on_to_the_report_of_an_unbroken_one() throws Exception {
        Path data = folder.resolve("data");
        RecordedOrders.add(
                data,
                BundleFolder.of(SmallRules.write(folder.resolve("old"), 30), null),
                SampleOrders.generate(54).limit(3_300));
        Path state = folder.resolve("state.json");
        String[] question = {
            "--data",
            data.toString(),
            "--bundle",
            SmallRules.write(folder.resolve("young"), 10).toString(),
            // What is decided later than the state says is left out: so a time that both runs have.
            "--to",
            "2030-01-01T00:00:00Z",
            "--format",
            "json"
        };
        String[] resumed = Stream.concat(Stream.of(question), Stream.of("--resume", state.toString()))
                .toArray(String[]::new);

        Process process = ReplayProcess.start(folder.resolve("output.txt"), resumed);
        while (!Files.exists(state) && process.isAlive()) {
            Thread.sleep(5);
        }
        assertThat(process.destroyForcibly().waitFor())
                .as("killed; it had printed %s", Files.readString(folder.resolve("output.txt")))
                .isEqualTo(137);
        ReplayReport half = new StateFile(state).read().orElseThrow().report();

        Ran whole = run(question);
        assertThat(half.decisions()).isPositive().isLessThan(decisions(whole));
        assertThat(run(resumed).out()).isEqualTo(whole.out());
    }

    private static long decisions(Ran ran) {
        var all = Pattern.compile("\"decisions\":(\\d+),\"extents\"").matcher(ran.out());
        assertThat(all.find()).isTrue();
        return Long.parseLong(all.group(1));
    }

    @Test
    void a_bundle_that_is_missing_fails_the_check() throws IOException {
        Path data = recorded("C-1");
        Files.move(data.resolve("bundles"), folder.resolve("elsewhere"));

        assertThat(run("--data", data.toString()).exitCode()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_used_is_explained_in_one_sentence() {
        assertThat(run("--data", folder.resolve("none").toString()))
                .satisfies(ran -> assertThat(ran.exitCode()).isEqualTo(2))
                .satisfies(ran -> assertThat(ran.err()).contains("There is no journal"));
        assertThat(run("--data", recorded("C-1").toString(), "--bundle", "sha256:00")
                        .err())
                .contains("No bundle with the digest sha256:00 is kept here");
        assertThat(run("--format", "xml").exitCode()).isEqualTo(2);
    }

    private Path recorded(String customerId) {
        Path data = folder.resolve("data");
        String order = SmallRules.orderOverdueFor31Days("r-1")
                .replace("\"customerId\":\"C\"", "\"customerId\":\"" + customerId.replace("\"", "\\\"") + "\"");
        RecordedOrders.addRequests(
                data,
                BundleFolder.of(SmallRules.write(folder.resolve("old"), 30), null),
                Stream.of(order.getBytes(StandardCharsets.UTF_8)));
        return data;
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(new ReplayCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Ran(exitCode, out.toString(), err.toString());
    }
}
