package dev.docket.journal;

import static dev.docket.journal.Entries.aClaim;
import static dev.docket.journal.Entries.anEntry;
import static dev.docket.journal.Entries.anOutcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.sqlite.SqliteJournal;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a file that another program holds locked, which stalls its writer for five seconds. */
class PromptJournalTest {
    private static final Duration DEADLINE = Duration.ofMillis(300);

    @TempDir
    private Path folder;

    @Test
    void while_the_store_stalls_every_append_is_refused_in_time_and_nothing_is_lost_or_recorded_twice()
            throws Exception {
        try (var journal = new PromptJournal(SqliteJournal.open(folder), DEADLINE)) {
            journal.append(anEntry("before")).join();
            try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                    var lock = other.createStatement()) {
                lock.execute("BEGIN IMMEDIATE");

                assertRefusedInTime(() -> journal.append(anEntry("during")).join());
                assertRefusedInTime(
                        () -> journal.append(anOutcome("before", "HELD")).join());

                assertRefusedInTime(
                        () -> journal.append(aClaim("before", 1, "key:anna")).join());

                lock.execute("ROLLBACK");
            }

            var again = againUntilAnswered(journal, anEntry("during"));

            assertThat(again.entry().requestId()).isEqualTo("during");
            assertThat(journal.count()).isEqualTo(2);
            assertThat(journal.records(journal.log().stream(), 1, 10))
                    .extracting(one -> one.position().sequence())
                    .isEqualTo(LongStream.rangeClosed(1, journal.log().size())
                            .boxed()
                            .toList());
        }
    }

    private static void assertRefusedInTime(Runnable append) {
        long began = System.nanoTime();
        assertThatThrownBy(append::run)
                .cause()
                .isInstanceOfSatisfying(JournalUnavailableException.class, refused -> assertThat(refused.toCaller())
                        .startsWith("The journal is not available. It did not answer in time. Send it again"));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    }

    private static Recorded<DecisionEntry> againUntilAnswered(Journal journal, DecisionEntry entry)
            throws SQLException {
        for (int attempt = 0; ; attempt++) {
            try {
                return journal.append(entry).join().recorded();
            } catch (CompletionException late) {
                if (attempt == 50) {
                    throw late;
                }
            }
        }
    }
}
