package dev.docket.service.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docket.access.Call;
import dev.docket.access.Sender;
import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.active.Recalled;
import dev.docket.bundle.signature.SigningKey;
import dev.docket.bundle.store.BundleStore;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.digest.Digest;
import dev.docket.fixture.Browser;
import dev.docket.fixture.Pins;
import dev.docket.fixture.ShippedBundle;
import dev.docket.hostile.MutatedJson;
import dev.docket.journal.AppendedWork;
import dev.docket.journal.Journal;
import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.journal.checkpoint.JournalKey;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.WorkEntry;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.DecisionMeter;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.DecisionResult;
import dev.docket.service.decide.ReproduceAnswer;
import dev.docket.service.outcome.RecordOutcome;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.work.Intent;
import dev.docket.service.work.WorkOnDecision;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.spi.ToolProvider;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An evidence pack is unpacked in another folder and verified there by a JDK alone. */
class EvidencePackTest {
    private static final Sender ERP =
            new Sender("an ERP", Optional.of(new Call("call-1", Optional.of("0a".repeat(16)))));
    private static final Instant NOW = Instant.parse("2026-03-29T01:00:00.123Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final List<String> EXAMPLES =
            List.of("order-minimal", "order-released", "order-substituted", "order-exported", "order-held");

    /** Made once: a pack compiles and replays everything. Each test gets a copy. */
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path made;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static String key;

    /** What the policy is signed with, as in its PEM file. */
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static String policyKey;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Method isVerified;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path temporary;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path unpacked;

    @BeforeEach
    void copy() throws IOException {
        folder = Forgeries.copy(made.resolve("data"), temporary.resolve("data"));
        unpacked = folder.resolve("unpacked");
    }

    @BeforeAll
    static void decide_some_orders_and_pack_them() throws Exception {
        Path folder = Files.createDirectory(made.resolve("data"));
        new BundleStore(folder.resolve("bundles")).keep(signedBundle());
        try (var journal = SqliteJournal.open(folder)) {
            var reader = new RequestReader(new RecordReader());
            var decide = new DecideOrder(
                    () -> Pins.eternal(ShippedBundle.loaded()),
                    journal,
                    new ReproduceAnswer(digest -> new Recalled.Missing(), AsDecided.SHIPPED, reader),
                    CLOCK,
                    DecisionMeter.NONE);
            for (String example : EXAMPLES) {
                var content = Files.readAllBytes(Path.of("api-spec/examples", example + ".json"));
                if (reader.read(content) instanceof Reading.Valid<Request> valid) {
                    var outcome = (DecisionResult.New) decide.decide(valid.value(), TraceLevel.FIRED, ERP)
                            .toCompletableFuture()
                            .join();
                    new RecordOutcome(journal, new RecordReader(), CLOCK)
                            .record(
                                    outcome.decisionId(),
                                    "{\"outcome\":\"RELEASED\",\"reason\":\"a \\\"quoted\\\" one\",\"actualPriority\":\"P2\"}"
                                            .getBytes(StandardCharsets.UTF_8),
                                    ERP);
                    new WorkOnDecision(journal, CLOCK)
                            .record(outcome.decisionId(), new Intent.Note("called \"them\""), ERP);
                }
            }
            var checkpoints = new Checkpoints(journal, folder, CLOCK);
            checkpoints.sign();
            key = checkpoints.verifier().text();
        }
        Path zip = folder.resolve("evidence.zip");
        var packed = pack(folder).write(NOW, NOW.plusSeconds(1), zip, decisions -> {});
        assertThat(packed).isEqualTo(new EvidencePack.Packed(EXAMPLES.size(), EXAMPLES.size(), 1, 0, List.of()));
        isVerified = compiledVerifier(unpack(zip, folder.resolve("unpacked")));
    }

    private static BundleContent signedBundle() throws IOException {
        Path built = made.resolve("built");
        BundleContent.read(BundleFolder.of(Path.of("rules"), Path.of("models"))).writeTo(built);
        SigningKey.generate(made.resolve("policy.pem")).sign(BundleFolder.at(built), "Ada", NOW);
        policyKey = Files.readAllLines(made.resolve("policy.pub.pem")).get(1);
        return BundleContent.read(BundleFolder.at(built));
    }

    @Test
    void the_pack_is_verified_elsewhere_with_the_keys_alone() throws Exception {
        assertThat(verified(key, policyKey)).as(output()).isEqualTo(0);
        assertThat(output())
                .contains("15 records under a checkpoint over 15", "verified: 15 records", "signed by Ada with");
        assertThat(unpacked.resolve("index.html"))
                .content()
                .contains("unchanged;")
                .contains("HOLD");
    }

    @Test
    void whatever_is_changed_in_a_record_is_found() throws Exception {
        Path records = unpacked.resolve("records.ndjson");
        byte[] original = Files.readAllBytes(records);
        var random = new SplittableRandom(20261121);
        for (int i = 0; i < 12; i++) {
            byte[] changed = original.clone();
            int at = random.nextInt(changed.length);
            changed[at] = (byte) (changed[at] == '7' ? '8' : '7');
            Files.write(records, changed);
            // As if the manifest had been made anew, too: the proofs must find it alone.
            Files.writeString(
                    unpacked.resolve("manifest.txt"),
                    Files.readString(unpacked.resolve("manifest.txt"))
                            .replaceAll("[0-9a-f]{64}(  records.ndjson)", digest(changed) + "$1"));

            assertThat(isBelieved(unpacked))
                    .as("byte %d of %d", at, changed.length)
                    .isFalse();
        }
        assertThat(verified(key)).isEqualTo(1);
    }

    @Test
    void another_key_is_not_believed_and_a_changed_bundle_is_found() throws Exception {
        assertThat(verified(key)).isEqualTo(0);
        assertThat(output()).contains("its signature, by Ada", "was not checked; give that key");
        assertThat(verified("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"))
                .isEqualTo(1);

        Path rules;
        try (var files = Files.walk(unpacked)) {
            rules = files.filter(file -> file.endsWith("credit.drl"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(rules, Files.readString(rules) + "\n");
        assertThat(verified(key)).isEqualTo(1);
        assertThat(output()).contains("credit.drl is not the one that the manifest names");
    }

    // Signed anew with the true key wherever the forgery is in what records prove: the records must refuse it alone.
    @Test
    void forged_packs_are_refused_each_by_name() throws Exception {
        assertThat(isBelieved(unpacked)).as("the pack as it was made").isTrue();
        var believed = new ArrayList<String>();
        var forgeries = Forgeries.all(JournalKey.existing(folder).orElseThrow());
        for (var forgery : forgeries.entrySet()) {
            Path pack = Forgeries.copy(unpacked, folder.resolve("forged"));
            forgery.getValue().in(pack);
            if (isBelieved(pack)) {
                believed.add(forgery.getKey());
            }
            Forgeries.remove(pack);
        }
        System.out.printf(Locale.ROOT, "%d forged packs, %d believed%n", forgeries.size(), believed.size());
        assertThat(believed).isEmpty();
        assertThat(forgeries).hasSizeGreaterThanOrEqualTo(40);
    }

    // -Dfuzz.packs=100000 tries more, and -Dfuzz.seed others.
    @Test
    void a_damaged_pack_is_never_believed_even_signed_anew_where_records_prove_what_was_damaged() throws Exception {
        int packs = Integer.getInteger("fuzz.packs", 300);
        long seed = Long.getLong("fuzz.seed", 20_261_129);
        var random = new Random(seed);
        var mutated = new MutatedJson(random);
        var trueKey = JournalKey.existing(folder).orElseThrow();
        Path manifest = unpacked.resolve("manifest.txt");
        Path signature = unpacked.resolve("manifest.sig");
        byte[] intactManifest = Files.readAllBytes(manifest);
        byte[] intactSignature = Files.readAllBytes(signature);
        List<Path> damageable;
        try (var all = Files.walk(unpacked)) {
            damageable = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (int i = 0; i < packs; i++) {
            Path file = random.nextBoolean()
                    ? unpacked.resolve("records.ndjson")
                    : damageable.get(random.nextInt(damageable.size()));
            byte[] intact = Files.readAllBytes(file);
            byte[] damaged = random.nextBoolean() ? mutated.damaged(intact) : withOneLineChanged(intact, random);
            if (Arrays.equals(damaged, intact)) {
                continue;
            }
            Files.write(file, damaged);
            if (isProvenByRecords(unpacked.relativize(file).toString()) && random.nextBoolean()) {
                Forgeries.sign(unpacked, trueKey);
            }

            assertThat(isBelieved(unpacked))
                    .as("pack %d of seed %d, %s", i, seed, unpacked.relativize(file))
                    .isFalse();

            Files.write(file, intact);
            Files.write(manifest, intactManifest);
            Files.write(signature, intactSignature);
        }
        assertThat(isBelieved(unpacked)).as("as it was made").isTrue();
        System.out.printf(Locale.ROOT, "%,d damaged packs (seed %d), none believed%n", packs, seed);
    }

    // -Dflips=2000 flips more. Signed anew with the true key: the record, its checkpoint and the key must betray it
    // alone.
    @Test
    void no_flipped_bit_is_believed_by_the_page_and_none_by_the_verifier() throws Exception {
        assumeTrue(
                Browser.isThere(), "There is no browser here: install chromium and chromium-driver to run this test.");
        int flips = Integer.getInteger("flips", 200);
        long seed = Long.getLong("fuzz.seed", 20_261_130);
        var random = new SplittableRandom(seed);
        var trueKey = JournalKey.existing(folder).orElseThrow();
        Path records = unpacked.resolve("records.ndjson");
        Path checkpoint = Forgeries.checkpointOf(unpacked);
        byte[] intactRecords = Files.readAllBytes(records);
        byte[] row = Arrays.copyOf(intactRecords, indexOf(intactRecords, '\n'));
        byte[] note = Files.readAllBytes(checkpoint);
        byte[] itsKey = key.getBytes(StandardCharsets.UTF_8);
        try (var page = BrowserVerdict.in(folder)) {
            assertThat(isBelieved(unpacked)).as("the pack as it was made").isTrue();
            assertThat(page.isVerified(row, note, itsKey)).as("the page of it").isTrue();
            for (int i = 0; i < flips; i++) {
                int which = random.nextInt(4);
                byte[] otherRow = which < 2 ? flipped(row, random) : row;
                byte[] otherNote = which == 2 ? flipped(note, random) : note;
                byte[] otherKey = which == 3 ? flipped(itsKey, random) : itsKey;
                byte[] all = intactRecords.clone();
                System.arraycopy(otherRow, 0, all, 0, otherRow.length);
                Files.write(records, all);
                Files.write(checkpoint, otherNote);
                Forgeries.sign(unpacked, trueKey);

                assertThat(page.isVerified(otherRow, otherNote, otherKey))
                        .as("flip %d of seed %d, the page", i, seed)
                        .isFalse();
                assertThat(isBelievedWith(new String(otherKey, StandardCharsets.UTF_8)))
                        .as("flip %d of seed %d, the verifier", i, seed)
                        .isFalse();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%,d flipped bits (seed %d): neither the page nor Verify.java believes one%n",
                flips,
                seed);
    }

    private boolean isBelievedWith(String otherKey) throws ReflectiveOperationException {
        return (Boolean) isVerified.invoke(null, unpacked, List.of(otherKey, policyKey));
    }

    private static byte[] flipped(byte[] intact, SplittableRandom random) {
        byte[] flipped = intact.clone();
        int at = random.nextInt(flipped.length);
        flipped[at] = (byte) (flipped[at] ^ (1 << random.nextInt(8)));
        return flipped;
    }

    private static int indexOf(byte[] bytes, char sign) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == sign) {
                return i;
            }
        }
        return bytes.length;
    }

    /** By their hashes, or by the signature of a bundle whose digest they name. Reports are only signed. */
    private static boolean isProvenByRecords(String file) {
        return file.equals("records.ndjson") || file.startsWith("bundles/") || file.startsWith("snapshots/");
    }

    /** One line left out, doubled, or moved to the end. */
    private static byte[] withOneLineChanged(byte[] content, Random random) {
        var lines = new ArrayList<>(List.of(new String(content, StandardCharsets.ISO_8859_1).split("(?<=\n)")));
        String line = lines.remove(random.nextInt(lines.size()));
        for (int times = random.nextInt(3); times > 0; times--) {
            lines.add(line);
        }
        return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void the_digest_of_the_verifier_is_published_outside_of_the_pack() throws IOException {
        assertThat(EvidencePack.verifierDigest().hex())
                .isEqualTo(digest(Files.readAllBytes(unpacked.resolve("Verify.java"))));
        assertThat(Path.of("docs/journal.md"))
                .content()
                .contains(EvidencePack.verifierDigest().text());
    }

    @Test
    void a_payload_is_missing_only_where_its_retirement_is_proved_and_cases_where_no_signature_covers_them()
            throws Exception {
        assertThat(packedFiles(unpacked)).anyMatch(name -> name.contains("/rules/cases/"));
        try (var kept = Files.list(folder.resolve("bundles"))) {
            Files.delete(
                    kept.filter(Files::isDirectory).findFirst().orElseThrow().resolve("signature"));
        }
        try (var journal = SqliteJournal.open(folder)) {
            journal.retire(NOW.plusSeconds(1), NOW.plusSeconds(2), "auditor");
            new Checkpoints(journal, folder, CLOCK).sign();
        }
        Path zip = folder.resolve("retired.zip");
        pack(folder).write(NOW, NOW.plusSeconds(1), zip, decisions -> {});
        Forgeries.remove(unpacked);
        unpack(zip, unpacked);

        assertThat(verified(key)).as(output()).isEqualTo(0);
        assertThat(unpacked.resolve("records.ndjson")).content().doesNotContain("\"answer\":\"{");
        assertThat(packedFiles(unpacked)).noneMatch(name -> name.contains("cases"));

        Files.writeString(unpacked.resolve("retirements.ndjson"), "");
        Forgeries.sign(unpacked, JournalKey.existing(folder).orElseThrow());
        assertThat(verified(key)).isEqualTo(1);
        assertThat(output()).contains("no record proves that it was retired");
    }

    @Test
    void two_records_of_what_somebody_did_next_with_one_decision_are_found() throws Exception {
        Path zip = folder.resolve("twice.zip");
        try (var journal = SqliteJournal.open(folder)) {
            DecisionId decision =
                    journal.work().findFirst().orElseThrow().entry().decisionId();
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                    var statement = connection.createStatement()) {
                statement.execute("DROP INDEX record_of_work");
            }
            var second = new WorkEntry(
                    decision, 1, WorkEntry.Act.CLAIMED, "key:x", NOW, ERP, Payload.of(new byte[] {'{', '}'}));
            assertThat(journal.append(second).join()).isInstanceOf(AppendedWork.New.class);
            new Checkpoints(journal, folder, CLOCK).sign();
        }
        pack(folder).write(NOW, NOW.plusSeconds(1), zip, decisions -> {});
        Forgeries.remove(unpacked);
        unpack(zip, unpacked);

        assertThat(verified(key)).as(output()).isEqualTo(1);
        assertThat(output()).contains("two records are what somebody did as number 1 with decision");
    }

    @Test
    void ranges_of_a_topic_are_packed_and_two_that_begin_at_one_offset_are_found() throws Exception {
        Path zip = folder.resolve("ranges.zip");
        try (var journal = SqliteJournal.open(folder)) {
            takeInAndNote(journal, 9);
        }
        pack(folder).write(NOW, NOW.plusSeconds(1), zip, decisions -> {});
        Forgeries.remove(unpacked);
        unpack(zip, unpacked);
        assertThat(verified(key)).as(output()).isEqualTo(0);
        assertThat(unpacked.resolve("records.ndjson")).content().contains("\"kind\":\"INTAKE\"");

        try (var journal = SqliteJournal.open(folder)) {
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                    var statement = connection.createStatement()) {
                statement.execute("DROP INDEX record_of_intake");
            }
            takeInAndNote(journal, 12);
        }
        Path twice = folder.resolve("twice.zip");
        pack(folder).write(NOW, NOW.plusSeconds(1), twice, decisions -> {});
        Forgeries.remove(unpacked);
        unpack(twice, unpacked);
        assertThat(verified(key)).isEqualTo(1);
        assertThat(output()).contains("two ranges of partition 3 of topic orders begin at 0");
    }

    // A pack ends with what somebody did or decided, so that has to come after the range.
    private void takeInAndNote(Journal journal, long to) throws Exception {
        DecisionId decision = journal.work().findFirst().orElseThrow().entry().decisionId();
        journal.append(new IntakeEntry("orders", 3, 0, to, List.of(), NOW, "kafka:orders"))
                .join();
        long next = journal.workOf(decision).size() + 1L;
        journal.append(new WorkEntry(
                        decision, next, WorkEntry.Act.NOTED, "", NOW, ERP, Payload.of(new byte[] {'{', '}'})))
                .join();
        new Checkpoints(journal, folder, CLOCK).sign();
    }

    private static List<String> packedFiles(Path pack) throws IOException {
        try (var files = Files.walk(pack)) {
            return files.map(Path::toString).toList();
        }
    }

    /** The verifier of the pack, compiled once: most packs are verified here, a few by a process of their own. */
    private static Method compiledVerifier(Path pack) throws Exception {
        Path classes = Files.createDirectory(made.resolve("verifier"));
        assertThat(ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                "-d",
                                classes.toString(),
                                pack.resolve("Verify.java").toString()))
                .isZero();
        var alone = new URLClassLoader(new URL[] {classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        var method = alone.loadClass("Verify").getDeclaredMethod("isVerified", Path.class, List.class);
        method.setAccessible(true);
        return method;
    }

    private static boolean isBelieved(Path pack) throws Exception {
        return (Boolean) isVerified.invoke(null, pack, List.of(key, policyKey));
    }

    @Test
    void a_journal_that_was_never_signed_says_what_to_do_and_leaves_no_file() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        SqliteJournal.open(empty).close();

        assertThatThrownBy(() -> pack(empty).write(NOW, NOW, empty.resolve("x.zip"), decisions -> {}))
                .isInstanceOf(EvidencePack.NotPackedException.class)
                .hasMessageContaining("Start the service once");
        assertThat(empty.resolve("x.zip")).doesNotExist();
        assertThat(empty.toFile().list()).noneMatch(name -> name.contains("x.zip"));
    }

    private static EvidencePack pack(Path dataDir) {
        return new EvidencePack(JournalArchive.of(new JournalStore.Sqlite(dataDir)), List.of());
    }

    private int verified(String... keys) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "Verify.java"));
        command.addAll(List.of(keys));
        return new ProcessBuilder(command)
                .directory(unpacked.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start()
                .waitFor();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output.txt"));
    }

    private static String digest(byte[] content) {
        return Digest.over(content).hex();
    }

    private static Path unpack(Path zip, Path target) throws IOException {
        try (var archive = new ZipFile(zip.toFile())) {
            for (var entry : Collections.list(archive.entries())) {
                Path file = target.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, archive.getInputStream(entry).readAllBytes());
            }
        }
        return target;
    }
}
