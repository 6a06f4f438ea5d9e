package dev.docket.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariant 4 against SIGKILL: a real process, killed under load at random moments, again and again on one journal. */
class JournalSurvivesKillTest {
    private static final int ROUNDS = 10;
    private static final long SEED = Long.getLong("docket.seed", 20260329L);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void every_acknowledged_record_is_found_after_kill_9_without_gaps_or_duplicates() throws Exception {
        var random = new SplittableRandom(SEED);
        var acknowledged = new HashMap<String, Long>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.putAll(killed(round, random));
            try (var journal = SqliteJournal.open(folder)) {
                assertAllFound(journal, acknowledged);
                // A call in flight may be recorded though its answer was lost; nothing else may be there.
                assertThat(journal.count() - acknowledged.size())
                        .as("recorded but not acknowledged, seed %d, round %d", SEED, round)
                        .isBetween(0L, (long) AppendUntilKilled.THREADS * (round + 1));
            }
            assertSound();
        }
        System.out.printf("%d acknowledged records survived %d kills%n", acknowledged.size(), ROUNDS);
    }

    private Map<String, Long> killed(int round, SplittableRandom random) throws Exception {
        // A file, not a pipe: killing through Process closes the pipe, and with it lines nobody has read yet.
        var output = folder.resolve("round-" + round + ".txt");
        var load = round % 2 == 0 ? "steady" : "bursts";
        var seed = Long.toString(random.nextLong());
        var child = Child.start(AppendUntilKilled.class, output, folder.toString(), "r" + round, seed, load);
        // From before the journal is open to well into the load, checkpoints included.
        Thread.sleep(random.nextInt(300, 1800));
        assertThat(child.destroyForcibly().waitFor())
                .as(Files.readString(output))
                .isEqualTo(137);
        return acknowledged(Files.readString(output));
    }

    private static Map<String, Long> acknowledged(String output) {
        var acknowledged = new HashMap<String, Long>();
        output.substring(0, output.lastIndexOf('\n') + 1).lines().forEach(line -> {
            var words = line.split(" ");
            acknowledged.put(words[0], Long.valueOf(words[1]));
        });
        return acknowledged;
    }

    private static void assertAllFound(Journal journal, Map<String, Long> acknowledged) {
        acknowledged.forEach((decisionId, sequence) -> assertThat(journal.findByDecisionId(decisionId))
                .as("acknowledged decision %s, seed %d", decisionId, SEED)
                .get()
                .extracting(recorded -> recorded.position().sequence())
                .isEqualTo(sequence));
    }

    private void assertSound() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT (SELECT integrity_check FROM pragma_integrity_check),
                               count(*) - coalesce(max(sequence), 0), coalesce(min(sequence), 1),
                               count(*) - count(DISTINCT request_id), count(*) - count(DISTINCT decision_id)
                        FROM record""")) {
            assertThat(rows.getString(1)).isEqualTo("ok");
            assertThat(rows.getLong(2)).as("gaps").isZero();
            assertThat(rows.getLong(3)).as("first sequence").isEqualTo(1);
            assertThat(rows.getLong(4) + rows.getLong(5)).as("duplicates").isZero();
        }
    }
}
