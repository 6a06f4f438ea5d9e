package dev.docket.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.id.DecisionId;
import dev.docket.fixture.PostgresServer;
import dev.docket.journal.checkpoint.JournalKey;
import dev.docket.journal.postgres.PostgresJournal;
import dev.docket.journal.postgres.PostgresSource;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.WorkEntry;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.journal.verify.JournalVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariant 4 against SIGKILL: a real process, killed under load at random moments, again and again on one journal. */
public class JournalSurvivesKillTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20260329L);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path outputs;

    @Test
    void every_acknowledged_record_is_in_the_file_after_100_kills_without_gaps_or_duplicates() throws Exception {
        survives(100, () -> SqliteJournal.open(folder));

        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT integrity_check FROM pragma_integrity_check")) {
            assertThat(rows.getString(1)).isEqualTo("ok");
        }
    }

    @Test
    void every_acknowledged_record_is_in_the_database_after_20_kills_without_gaps_or_duplicates() throws Exception {
        var url = PostgresServer.shared().newDatabase();

        survives(20, () -> PostgresJournal.open(new PostgresSource(url, "", ""), folder), url);
    }

    private void survives(int rounds, Supplier<Journal> open, String... url) throws Exception {
        var random = new SplittableRandom(SEED);
        var acknowledged = new HashMap<String, Long>();
        for (int round = 0; round < rounds; round++) {
            var now = killed(round, random, url);
            acknowledged.putAll(now);
            try (var journal = open.get()) {
                assertAllFound(journal, now);
                // A call in flight may be recorded though its answer was lost; nothing else may be there.
                assertThat(journal.count() - decisions(acknowledged))
                        .as("recorded but not acknowledged, seed %d, round %d", SEED, round)
                        .isBetween(0L, (long) AppendUntilKilled.THREADS * (round + 1));
            }
        }
        try (var journal = open.get()) {
            assertSound(journal, acknowledged, outputs);
            long decisions = decisions(acknowledged);
            System.out.printf(
                    "%d kills: %d decisions and %d claims acknowledged and found, %d more decisions recorded%n",
                    rounds, decisions, acknowledged.size() - decisions, journal.count() - decisions);
            assertThat(acknowledged.size() - decisions).isPositive();
        }
    }

    private Map<String, Long> killed(int round, SplittableRandom random, String... url) throws Exception {
        // A file, not a pipe: killing through Process closes the pipe, and with it lines nobody has read yet.
        var output = outputs.resolve("round-" + round + ".txt");
        var load = round % 2 == 0 ? "steady" : "bursts";
        var arguments = Stream.concat(
                Stream.of(folder.toString(), "r" + round, Long.toString(random.nextLong()), load), Stream.of(url));
        var child = Child.start(AppendUntilKilled.class, output, arguments.toArray(String[]::new));
        // Some die while they open the journal, the others well in the load, checkpoints of the file included.
        if (round % 10 != 0) {
            awaitOutput(child, output);
        }
        Thread.sleep(random.nextInt(250));
        assertThat(child.destroyForcibly().waitFor())
                .as(Files.readString(output))
                .isEqualTo(137);
        return acknowledged(Files.readString(output));
    }

    private static void awaitOutput(Process child, Path output) throws Exception {
        while (child.isAlive() && Files.size(output) == 0) {
            Thread.sleep(5);
        }
    }

    private static Map<String, Long> acknowledged(String output) {
        var acknowledged = new HashMap<String, Long>();
        output.substring(0, output.lastIndexOf('\n') + 1).lines().forEach(line -> {
            var words = line.split(" ");
            acknowledged.put(words[0], Long.valueOf(words[1]));
        });
        return acknowledged;
    }

    private static long decisions(Map<String, Long> acknowledged) {
        return acknowledged.keySet().stream().filter(id -> !isClaim(id)).count();
    }

    private static boolean isClaim(String id) {
        return id.startsWith(AppendUntilKilled.CLAIM);
    }

    static void assertAllFound(JournalReader journal, Map<String, Long> acknowledged) {
        acknowledged.forEach((id, sequence) -> assertThat(sequenceOf(journal, id))
                .as("acknowledged: %s, seed %d", id, SEED)
                .contains(sequence));
    }

    private static Optional<Long> sequenceOf(JournalReader journal, String id) {
        return isClaim(id)
                ? journal.workOf(new DecisionId(id.substring(AppendUntilKilled.CLAIM.length()))).stream()
                        .findFirst()
                        .map(claim -> claim.position().sequence())
                : journal.findByDecisionId(new DecisionId(id))
                        .map(decision -> decision.position().sequence());
    }

    /** Whole, without gaps or duplicates, and with everything that was acknowledged where it was acknowledged. */
    public static void assertSound(JournalReader journal, Map<String, Long> acknowledged, Path keys) {
        var missing = new HashMap<>(acknowledged);
        var requestIds = new HashSet<String>();
        var stream = journal.logs().getFirst().stream();
        long last = 0;
        for (var page = journal.records(stream, 1, 500);
                !page.isEmpty();
                page = journal.records(stream, last + 1, 500)) {
            for (var recorded : page) {
                last++;
                assertThat(recorded.position().sequence()).as("no gap").isEqualTo(last);
                if (recorded.entry() instanceof WorkEntry work) {
                    missing.remove(AppendUntilKilled.CLAIM + work.decisionId(), last);
                    continue;
                }
                var decision = (DecisionEntry) recorded.entry();
                assertThat(requestIds.add(decision.requestId()))
                        .as("no duplicate")
                        .isTrue();
                missing.remove(decision.decisionId().text(), last);
            }
        }
        assertThat(missing).as("acknowledged and lost, seed %d", SEED).isEmpty();
        var verified = new JournalVerifier(
                        journal, one -> JournalKey.in(keys, one).verifier())
                .verify(List.of(), records -> {});
        assertThat(verified.problems()).isEmpty();
    }
}
