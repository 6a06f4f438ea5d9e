package dev.docket.journal.sqlite;

import static dev.docket.journal.Entries.anEntry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.journal.Journal;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogFoldingTest {
    /** The log, in pages, and how much of it is in the file. */
    private record Log(int pages, int folded) {}

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void a_log_that_is_still_too_short_for_the_writer_is_folded_beside_it() throws Exception {
        try (Journal journal = SqliteJournal.open(folder)) {
            int records = 0;
            while (log().pages() < SqliteFile.CHECKPOINT_PAGES / 2) {
                journal.append(anEntry("r-" + records++, 20_000)).join();
            }

            while (log().folded() < SqliteFile.CHECKPOINT_PAGES / 4) {
                Thread.sleep(20);
            }
            assertThat(log().pages()).isLessThan(SqliteFile.CHECKPOINT_PAGES);
            assertThat(journal.count()).isEqualTo(records);
        }
    }

    @Test
    void a_log_of_a_few_records_is_left_as_it_is() throws Exception {
        try (Journal journal = SqliteJournal.open(folder)) {
            Log before = log();
            for (int i = 0; i < 10; i++) {
                journal.append(anEntry("r-" + i, 2_000)).join();
                Thread.sleep(10);
            }

            assertThat(log().pages()).isGreaterThan(before.pages());
            assertThat(log().folded()).isEqualTo(before.folded());
        }
    }

    @Test
    void the_log_is_put_away_when_the_journal_is_closed() throws Exception {
        SqliteJournal.open(folder).close();
        try (Journal journal = SqliteJournal.open(folder)) {
            journal.append(anEntry("r-1", 2_000)).join();
        }

        assertThat(folder.resolve("journal.db-wal")).doesNotExist();
    }

    private Log log() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                var statement = connection.createStatement();
                var log = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
            log.next();
            return new Log(log.getInt("log"), log.getInt("checkpointed"));
        }
    }
}
