package dev.docket.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.cli.ReplayCommand;
import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.RecordedOrders;
import dev.docket.fixture.ServiceProcess;
import dev.docket.fixture.SmallRules;
import dev.docket.service.proof.JournalStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An auditor before a real PostgreSQL that two dockets with different rules recorded in. */
class SharedJournalTest {
    private static final String FROM = RecordedOrders.FIRST.toString();
    private static final String TO = RecordedOrders.FIRST.plusSeconds(60).toString();

    private final String url = PostgresServer.shared().newDatabase();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private String digestOfTwo;

    private record Ran(int exitCode, String out, String err) {}

    @BeforeEach
    void two_dockets_decide() {
        record("one", 30, 0, 3);
        digestOfTwo = record("two", 40, 3, 7);
    }

    @Test
    void every_record_of_both_streams_is_verified_with_the_keys_in_the_folders() {
        Ran ran = journal("verify", both());

        assertThat(ran.out()).startsWith("sound: 7 records, 2 checkpoints, 2 bundles");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void a_folder_that_is_not_named_is_asked_for() {
        Ran ran = journal("verify", one());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("The key of stream ", "is unknown", "Give each service's data folder");
    }

    @Test
    void a_bundle_that_is_gone_is_named_with_the_record_that_needs_it() {
        ServiceProcess.delete(folder.resolve("two/bundles"));

        Ran verified = journal("verify", both());
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out())
                .contains("bundle %s is not kept in ".formatted(digestOfTwo), "; it first decided record 1 of stream ");

        Ran replayed = replay(both());
        assertThat(replayed.exitCode()).isEqualTo(1);
        assertThat(replayed.out())
                .contains("Reproduced byte for byte: 3 decisions")
                .contains(digestOfTwo + "  made 4 decisions, first d")
                .contains("Give the data folder");

        Ran packed = journal("evidence", both(), "--from", FROM, "--to", TO, "-o", zip().toString());
        assertThat(packed.exitCode()).isEqualTo(1);
        assertThat(packed.out()).contains("7 decisions", digestOfTwo, "was its first");
    }

    @Test
    void recorded_decisions_of_both_are_reproduced_each_with_its_own_bundle() {
        Ran ran = replay(both());

        assertThat(ran.out()).contains("Reproduced byte for byte: 7 decisions.");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void rules_that_are_tried_change_decisions_of_both() {
        Ran ran = replay(
                both(),
                "--format",
                "json",
                "--bundle",
                SmallRules.write(folder.resolve("young"), 20).toString());

        // Overdue for 30 to 36 days: the first docket let the one of 30 go, the second one all of its four.
        assertThat(ran.out())
                .contains(
                        "{\"currency\":\"USD\",\"decisions\":5,\"from\":\"RELEASE\",\"orderValue\":500,\"to\":\"HOLD\"}");
    }

    @Test
    void an_evidence_pack_is_verified_in_another_folder_with_the_keys_of_both() throws Exception {
        Ran ran = journal("evidence", both(), "--from", FROM, "--to", TO, "-o", zip().toString());

        assertThat(ran.out()).contains("7 decisions, 0 outcomes, 2 bundles");
        assertThat(ran.exitCode()).isZero();
        Path elsewhere = unpacked();
        assertThat(verified(elsewhere, key("one"), key("two"))).isZero();
        assertThat(output())
                .contains("3 records under a checkpoint over 3", "4 records under a checkpoint over 4")
                .contains("verified: 7 records");
        assertThat(verified(elsewhere, key("one")))
                .as("the key of the other was not given")
                .isEqualTo(1);
        assertThat(elsewhere.resolve("replay.json")).content().contains("\"same\":7");
    }

    @Test
    void a_record_moved_to_the_other_stream_is_found_in_the_pack() throws Exception {
        journal("evidence", both(), "--from", FROM, "--to", TO, "-o", zip().toString());
        Path elsewhere = unpacked();
        Path records = elsewhere.resolve("records.ndjson");
        String stream = key("one").substring("docket/".length(), key("one").indexOf('+'));
        String other = key("two").substring("docket/".length(), key("two").indexOf('+'));

        Files.writeString(records, Files.readString(records).replace(stream, other));

        assertThat(verified(elsewhere, key("one"), key("two"))).isEqualTo(1);
        assertThat(output())
                .contains(
                        "file records.ndjson is not the one that the manifest names",
                        "record 1 has another hash than its header");
    }

    @Test
    void everything_is_exported_and_disclosed_from_one_folder() {
        assertThat(journal("outcomes", one()).out()).contains("No outcomes are recorded");
        Path exported = folder.resolve("all.ndjson");
        assertThat(journal("export", one(), "-o", exported.toString()).exitCode())
                .isZero();
        assertThat(exported).content().hasLineCount(7);
    }

    @Test
    void one_docket_retires_its_own_stream() {
        assertThat(journal("retire", both(), "--before", TO).exitCode()).isEqualTo(2);

        Ran ran = journal("retire", one(), "--before", TO, "--by", "auditor");

        assertThat(ran.out()).contains("deleted the payloads up to record 3; record 4 documents it");
        assertThat(journal("verify", both()).out()).startsWith("sound: 8 records");
        assertThat(replay(both()).out()).contains("Reproduced byte for byte: 4 decisions", "not replayed: RETIRED");
    }

    /** Orders overdue for 30 days and more, decided by rules that hold after a number of days; gives the bundle's digest. */
    private String record(String docket, int days, int from, int to) {
        BundleFolder bundle = BundleFolder.of(SmallRules.write(folder.resolve("rules-" + docket), days), null);
        RecordedOrders.addRequests(
                JournalStore.postgresql(folder.resolve(docket), url, "", ""),
                bundle,
                IntStream.range(from, to).mapToObj(i -> SmallRules.orderOverdueFor31Days("r-" + i)
                        .replace("\"oldestOverdueDays\":31", "\"oldestOverdueDays\":" + (30 + i))
                        .getBytes(StandardCharsets.UTF_8)));
        return BundleSource.read(bundle).content().manifest().digest().text();
    }

    private List<String> one() {
        return List.of("--store", url, "--data", folder.resolve("one").toString());
    }

    private List<String> both() {
        return Stream.concat(
                        one().stream(),
                        Stream.of("--data", folder.resolve("two").toString()))
                .toList();
    }

    private static Ran journal(String command, List<String> where, String... more) {
        return run(new JournalCommand(), Stream.of(Stream.of(command), where.stream(), Stream.of(more)));
    }

    private static Ran replay(List<String> where, String... more) {
        return run(new ReplayCommand(), Stream.of(where.stream(), Stream.of(more)));
    }

    private static Ran run(Object command, Stream<Stream<String>> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.flatMap(part -> part).toArray(String[]::new));
        return new Ran(exitCode, out.toString(), err.toString());
    }

    private Path zip() {
        return folder.resolve("evidence.zip");
    }

    private String key(String docket) throws IOException {
        return Files.readString(folder.resolve(docket).resolve("postgresql/journal-key.pub"))
                .strip();
    }

    private int verified(Path elsewhere, String... keys) throws Exception {
        Stream<String> command = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "Verify.java");
        return new ProcessBuilder(Stream.concat(command, Stream.of(keys)).toList())
                .directory(elsewhere.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start()
                .waitFor();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output.txt"));
    }

    private Path unpacked() throws IOException {
        Path target = folder.resolve("elsewhere");
        try (var archive = new ZipFile(zip().toFile())) {
            for (var entry : Collections.list(archive.entries())) {
                Path file = target.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, archive.getInputStream(entry).readAllBytes());
            }
        }
        return target;
    }
}
