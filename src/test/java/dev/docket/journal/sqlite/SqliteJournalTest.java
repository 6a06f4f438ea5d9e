package dev.docket.journal.sqlite;

import static dev.docket.journal.Entries.anEntry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.journal.Child;
import dev.docket.journal.Entries;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalContract;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.checkpoint.HeadMarker;
import dev.docket.journal.checkpoint.JournalKey;
import dev.docket.journal.record.Entry;
import dev.docket.journal.verify.JournalVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteJournalTest extends JournalContract {
    private final AtomicLong maxPages = new AtomicLong(SqliteFile.NO_LIMIT.getAsLong());

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Override
    public Journal open() {
        return SqliteJournal.open(folder, maxPages::get);
    }

    @Test
    void a_full_disk_fails_every_entry_until_there_is_room_again() throws SQLException {
        journal().close();
        maxPages.set(60);
        try (var full = open()) {
            long written = fill(full);

            var answers = IntStream.range(0, 50)
                    .mapToObj(i -> full.append(anEntry("full-" + i, 20_000)))
                    .toList();

            assertThat(answers).allSatisfy(answer -> assertThatThrownBy(answer::join)
                    .cause()
                    .isInstanceOf(JournalUnavailableException.class)
                    .hasMessageContainingAll("journal.db", "Free space"));
            assertThatThrownBy(full::checkWritable).isInstanceOf(JournalUnavailableException.class);
            assertThat(full.count()).isEqualTo(written);

            maxPages.set(SqliteFile.NO_LIMIT.getAsLong());
            assertThatCode(full::checkWritable).doesNotThrowAnyException();
            assertThat(full.append(anEntry("full-0", 20_000))
                            .join()
                            .recorded()
                            .position()
                            .sequence())
                    .isEqualTo(written + 1);
        }
    }

    @Test
    void a_batch_is_written_whole_or_not_at_all() throws SQLException {
        journal().close();
        maxPages.set(60);
        try (var writer = new SqliteWriter(new SqliteFile(folder.resolve("journal.db"), maxPages::get))) {
            var batch = List.<Entry>of(anEntry("fits"), anEntry("does-not", 1_000_000), anEntry("would-fit"));

            assertThatThrownBy(() -> writer.write(batch)).isInstanceOf(JournalUnavailableException.class);
            var sequence = writer.write(List.of(anEntry("next")));

            assertThat(sequence)
                    .singleElement()
                    .extracting("recorded.position.sequence")
                    .isEqualTo(1L);
        }
    }

    @Test
    void space_goes_back_bit_by_bit_while_the_service_records() {
        for (int i = 0; i < 200; i++) {
            newlyRecorded(anEntry("large-" + i, 20_000));
        }
        journal().retire(Entries.AT.plusSeconds(1), Entries.AT.plusSeconds(2), "auditor");

        long free = SqliteJournal.reclaim(folder, 1);
        assertThat(free).isGreaterThan(1_000);
        assertThat(SqliteJournal.reclaim(folder, 300)).isBetween(free - 300, free - 100);
        newlyRecorded(anEntry("meanwhile"));
        while (free > 0) {
            free = SqliteJournal.reclaim(folder, 300);
        }

        journal().close();
        assertThat(folder.resolve("journal.db").toFile().length()).isLessThan(1_000_000);
    }

    @Test
    void the_space_of_retired_payloads_goes_back_to_the_disk() {
        for (int i = 0; i < 200; i++) {
            newlyRecorded(anEntry("large-" + i, 20_000));
        }
        journal().retire(Entries.AT.plusSeconds(1), Entries.AT.plusSeconds(2), "auditor");
        assertThatThrownBy(() -> SqliteJournal.compact(folder)).hasMessageContaining("in use by this process");
        journal().close();

        var space = SqliteJournal.compact(folder);

        assertThat(space.before()).isGreaterThan(8_000_000);
        assertThat(space.after()).isLessThan(space.before() / 10);
        try (var journal = open()) {
            assertThat(journal.count()).isEqualTo(200);
            assertThat(journal.append(anEntry("after")).join().isNew()).isTrue();
        }
    }

    @Test
    void a_second_journal_in_this_process_is_refused_and_does_not_weaken_the_first() throws Exception {
        assertThatThrownBy(this::open)
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContainingAll("in use by this process", "--data");

        // POSIX locks are lost when the process closes any channel to the file; another process must still be refused.
        assertThat(Child.run(OpenAndLeave.class, folder.toString()))
                .contains("in use by process " + ProcessHandle.current().pid());
    }

    @Test
    void the_journal_can_be_opened_by_another_process_once_closed() throws Exception {
        journal().close();

        assertThat(Child.run(OpenAndLeave.class, folder.toString())).contains("opened");
    }

    @Test
    void a_file_in_place_of_the_folder_is_refused_with_advice() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> SqliteJournal.open(file))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContainingAll(file.toString(), "--data");
    }

    @Test
    void a_folder_that_cannot_be_written_is_refused_with_advice() {
        // Root may write into any folder on a disk, but nobody can create a file in /proc.
        assertThatThrownBy(() -> SqliteJournal.open(Path.of("/proc")))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContainingAll("/proc", "permission");
    }

    @Test
    void a_file_that_is_not_a_database_is_refused_and_left_as_it_is() throws Exception {
        var other = Files.createDirectory(folder.resolve("other"));
        var text = "Dear diary,\n".repeat(1000);
        Files.writeString(other.resolve("journal.db"), text);

        assertThatThrownBy(() -> SqliteJournal.open(other))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContainingAll("journal.db", "not a Docket journal");
        assertThat(other.resolve("journal.db")).hasContent(text);
    }

    @Test
    void the_database_of_another_program_is_refused_and_left_as_it_is() throws Exception {
        var other = Files.createDirectory(folder.resolve("other"));
        execute(other, "CREATE TABLE song (title TEXT)");
        var before = Files.readAllBytes(other.resolve("journal.db"));

        assertThatThrownBy(() -> SqliteJournal.open(other))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContaining("another program");
        assertThat(Files.readAllBytes(other.resolve("journal.db"))).isEqualTo(before);
    }

    @Test
    void a_journal_of_a_newer_docket_is_refused_with_both_versions() throws Exception {
        journal().close();
        execute(folder, "PRAGMA user_version = 10");

        assertThatThrownBy(this::open)
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContainingAll("version 10", "up to 9");
        execute(folder, "PRAGMA user_version = 9");
        assertThatCode(() -> open().close()).doesNotThrowAnyException();
    }

    @Test
    void a_journal_from_before_anything_could_be_masked_or_named_its_call_is_brought_up_to_date() throws Exception {
        var old = newlyRecorded(anEntry("old"));
        journal().close();
        execute(folder, "ALTER TABLE record DROP COLUMN masked");
        execute(folder, "ALTER TABLE record DROP COLUMN call");
        execute(folder, "DROP INDEX record_of_intake");
        execute(folder, "ALTER TABLE record DROP COLUMN intake");
        execute(folder, "DROP INDEX record_of_work");
        execute(folder, "ALTER TABLE record DROP COLUMN work");
        execute(folder, "ALTER TABLE record DROP COLUMN mapping");
        execute(folder, "DROP TABLE record_attribute");
        execute(folder, "ALTER TABLE record DROP COLUMN attributes");
        execute(folder, "DROP INDEX record_of_step");
        execute(folder, "ALTER TABLE record DROP COLUMN step");
        execute(folder, "PRAGMA user_version = 1");
        assertThatThrownBy(() -> SqliteJournal.openToRead(folder)).hasMessageContaining("has schema version 1");

        try (var journal = open()) {
            journal.append(Entries.masked(anEntry("new"), "shipTo.name")).join();

            assertThat(journal.findByRequestId("old").orElseThrow().position()).isEqualTo(old.position());
            assertThat(journal.findByRequestId("new").orElseThrow().entry().masked())
                    .containsExactly("shipTo.name");
        }
    }

    // What each version added to the one before, taken back.
    private static final List<List<String>> TAKEN_BACK = List.of(
            List.of("ALTER TABLE record DROP COLUMN masked"),
            List.of("DROP TABLE head"),
            List.of("ALTER TABLE record DROP COLUMN call"),
            List.of("DROP INDEX record_of_step", "ALTER TABLE record DROP COLUMN step"),
            List.of("DROP TABLE record_attribute", "ALTER TABLE record DROP COLUMN attributes"),
            List.of("ALTER TABLE record DROP COLUMN mapping"),
            List.of("DROP INDEX record_of_work", "ALTER TABLE record DROP COLUMN work"),
            List.of("DROP INDEX record_of_intake", "ALTER TABLE record DROP COLUMN intake"));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_journal_of_every_earlier_schema_is_brought_up_to_date_and_goes_on(int version) throws Exception {
        var old = newlyRecorded(anEntry("old"));
        journal().close();
        for (var added : TAKEN_BACK.subList(version - 1, TAKEN_BACK.size()).reversed()) {
            for (var sql : added) {
                execute(folder, sql);
            }
        }
        if (version < 3) {
            Files.delete(HeadMarker.in(folder).path());
        }
        execute(folder, "PRAGMA user_version = " + version);
        assertThatThrownBy(() -> SqliteJournal.openToRead(folder))
                .hasMessageContaining("has schema version " + version);

        try (var journal = open()) {
            journal.append(anEntry("new")).join();

            assertThat(journal.findByRequestId("old").orElseThrow().position()).isEqualTo(old.position());
            assertThat(journal.structureProblems()).isEmpty();
            var verified = new JournalVerifier(
                            journal, stream -> JournalKey.in(folder, stream).verifier())
                    .verify(List.of(), records -> {});
            assertThat(verified.problems()).isEmpty();
            assertThat(verified.records()).isEqualTo(2);
        }
    }

    @Test
    void every_earlier_schema_is_tried() throws SQLException {
        journal().close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                var version = connection.createStatement().executeQuery("PRAGMA user_version")) {
            assertThat(version.getInt(1)).isEqualTo(TAKEN_BACK.size() + 1);
        }
    }

    @Test
    void a_journal_that_is_moved_away_fails_until_it_is_put_back() throws Exception {
        newlyRecorded(anEntry("before"));
        var away = folder.resolve("away.db");

        Files.move(folder.resolve("journal.db"), away);
        assertUnavailable(journal().append(anEntry("lost")));
        assertThatThrownBy(journal()::checkWritable).hasMessageContainingAll("journal.db", "Put the file back");
        Files.move(away, folder.resolve("journal.db"));

        assertThat(newlyRecorded(anEntry("after")).position().sequence()).isEqualTo(2);
    }

    @Test
    void between_batches_another_program_may_have_the_write_lock() {
        newlyRecorded(anEntry("one"));

        assertThatCode(() -> execute(folder, "UPDATE stream SET checks = 0")).doesNotThrowAnyException();
        assertThat(newlyRecorded(anEntry("two")).position().sequence()).isEqualTo(2);
    }

    @Test
    void the_database_itself_refuses_to_change_or_remove_a_record() {
        newlyRecorded(anEntry("for-ever"));

        assertThatThrownBy(() -> execute(folder, "UPDATE record SET disposition = 'RELEASE'"))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> execute(folder, "DELETE FROM record")).hasMessageContaining("append-only");
    }

    // One by one, so that each is a batch of its own and only what does not fit is refused.
    private static long fill(Journal journal) {
        for (int i = 0; ; i++) {
            var answer = journal.append(anEntry("fill-" + i, 2_000));
            if (answer.handle((appended, failure) -> failure != null).join()) {
                return i;
            }
        }
    }

    private static void execute(Path folder, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
