package dev.docket.journal;

import static dev.docket.journal.Entries.anEntry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.journal.checkpoint.HeadMarker;
import dev.docket.journal.checkpoint.JournalKey;
import dev.docket.journal.merkle.NoteVerifier;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.RecordHeader;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.sql.RecordInserts;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.journal.verify.JournalVerifier;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody owns the file but not the key, and adds records after the last signed one. */
class SignedHeadTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeEach
    void record_and_sign() {
        try (var journal = SqliteJournal.open(folder)) {
            for (int i = 1; i <= 10; i++) {
                journal.append(anEntry("r" + i)).join();
            }
            new Checkpoints(journal, folder, Clock.systemUTC()).sign();
            journal.append(anEntry("later")).join();
        }
    }

    @Test
    void what_was_recorded_is_sound_up_to_its_last_record() {
        assertThat(problems()).isEmpty();
    }

    @Test
    void an_invented_release_is_found_and_nothing_is_recorded_or_signed_after_it() throws SQLException {
        forge(anEntry("invented-release"));

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("record 12 ")
                .contains("beyond what was signed");
        assertNothingIsSigned();
    }

    @Test
    void a_forged_retirement_is_found_and_nothing_is_signed_after_it() throws SQLException {
        forge(new RetirementEntry(11, Entries.AT.plusSeconds(1), Entries.AT, "somebody"));

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("record 12 ")
                .contains("beyond what was signed");
        assertNothingIsSigned();
    }

    @Test
    void a_record_between_checkpoint_and_head_that_was_rewritten_with_its_chain_is_found() throws SQLException {
        execute("DROP TRIGGER record_never_DELETE", "DELETE FROM record_code WHERE sequence = 11");
        execute(
                "DELETE FROM record_rule WHERE sequence = 11",
                "DELETE FROM payload WHERE sequence = 11",
                "DELETE FROM record WHERE sequence = 11");
        forge(anEntry("invented-release"));

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("record 11 ")
                .contains("not the one that was signed");
        assertNothingIsSigned();
    }

    @Test
    void a_head_that_is_taken_away_does_not_make_the_stream_an_old_one() throws SQLException {
        execute("DELETE FROM head");

        assertThat(problems()).singleElement().asString().contains("the signature over the last one is missing");
        assertNothingIsSigned();
    }

    @Test
    void a_tail_that_is_cut_off_after_the_last_checkpoint_is_missed() throws SQLException {
        execute("DROP TRIGGER record_never_DELETE", "DELETE FROM record_code WHERE sequence = 11");
        execute(
                "DELETE FROM record_rule WHERE sequence = 11",
                "DELETE FROM payload WHERE sequence = 11",
                "DELETE FROM record WHERE sequence = 11");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("record 11 ")
                .contains("is missing");
        assertNothingIsSigned();
    }

    @Test
    void any_change_of_the_head_is_found() throws SQLException {
        execute("UPDATE head SET note = replace(note, 'head 11', 'head 10')");

        assertThat(problems()).singleElement().asString().contains("not of the key");
        assertNothingIsSigned();
    }

    @Test
    void what_is_added_while_the_service_records_is_not_signed_either() throws SQLException {
        try (var journal = SqliteJournal.open(folder)) {
            journal.append(anEntry("recorded")).join();
            forge(anEntry("invented-release"));

            assertThatThrownBy(() -> journal.append(anEntry("after")).join())
                    .cause()
                    .isInstanceOf(JournalUnavailableException.class)
                    .hasMessageContaining("./docket journal verify");
        }
    }

    @Test
    void a_head_that_is_changed_while_the_service_records_stops_it() throws SQLException {
        try (var journal = SqliteJournal.open(folder)) {
            journal.append(anEntry("recorded")).join();
            execute("UPDATE head SET note = replace(note, 'head 12', 'head 13')");

            assertThatThrownBy(() -> journal.append(anEntry("after")).join())
                    .cause()
                    .isInstanceOf(JournalUnavailableException.class);
        }
    }

    @Test
    void a_journal_from_before_heads_were_signed_goes_on_with_one() throws Exception {
        execute(
                "DROP TABLE head",
                "DROP TABLE record_attribute",
                "ALTER TABLE record DROP COLUMN attributes",
                "ALTER TABLE record DROP COLUMN mapping",
                "DROP INDEX record_of_intake",
                "ALTER TABLE record DROP COLUMN intake",
                "DROP INDEX record_of_work",
                "ALTER TABLE record DROP COLUMN work",
                "DROP INDEX record_of_step",
                "ALTER TABLE record DROP COLUMN step",
                "ALTER TABLE record DROP COLUMN call",
                "PRAGMA user_version = 2");
        java.nio.file.Files.delete(HeadMarker.in(folder).path());

        try (var journal = SqliteJournal.open(folder)) {
            assertThat(result().unsigned()).isEqualTo(1);
            journal.append(anEntry("new")).join();
            new Checkpoints(journal, folder, Clock.systemUTC()).sign();
        }

        assertThat(problems()).isEmpty();
        assertThat(result().unsigned()).isZero();
    }

    /** As docket itself does it, but without the key. */
    private void forge(Entry entry) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"))) {
            try (var journal = SqliteJournal.openToRead(folder)) {
                var log = journal.logs().getFirst();
                var last = log.position(log.size()).orElseThrow();
                var next = RecordHeader.position(entry, log.stream(), last.sequence() + 1, last.hash());
                RecordInserts.oneByOne(connection).insert(entry, next);
            }
        }
    }

    private void assertNothingIsSigned() {
        try (var journal = SqliteJournal.open(folder)) {
            assertThatThrownBy(() -> journal.append(anEntry("after")).join())
                    .cause()
                    .isInstanceOf(JournalUnavailableException.class)
                    .hasMessageContaining("./docket journal verify");
            assertThatThrownBy(journal::checkWritable).isInstanceOf(JournalUnavailableException.class);
            assertThatThrownBy(new Checkpoints(journal, folder, Clock.systemUTC())::sign)
                    .isInstanceOf(Checkpoints.ChangedLogException.class);
        }
    }

    private List<String> problems() {
        return result().problems();
    }

    private JournalVerifier.Result result() {
        try (var journal = SqliteJournal.openToRead(folder)) {
            return new JournalVerifier(journal, keys()).verify(List.of(), records -> {});
        }
    }

    private JournalVerifier.Keys keys() {
        return new JournalVerifier.Keys() {
            @Override
            public NoteVerifier of(String stream) {
                return JournalKey.verifierIn(folder);
            }

            @Override
            public boolean signsHeads(String stream) {
                return HeadMarker.in(folder).isFor(stream);
            }
        };
    }

    private void execute(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
