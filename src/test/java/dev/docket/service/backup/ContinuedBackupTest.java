package dev.docket.service.backup;

import static dev.docket.journal.Entries.AT;
import static dev.docket.journal.Entries.aClaim;
import static dev.docket.journal.Entries.anEntry;
import static dev.docket.journal.Entries.anOutcome;
import static dev.docket.journal.Entries.decidedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.store.BundleStore;
import dev.docket.digest.Digest;
import dev.docket.fixture.SmallRules;
import dev.docket.journal.Entries;
import dev.docket.journal.Journal;
import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.sqlite.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups that have only what is new since another one. */
class ContinuedBackupTest {
    private static final BackupProgress SILENT = new BackupProgress() {
        @Override
        public void begins(String step) {}

        @Override
        public void copied() {}

        @Override
        public void verified(long records) {}
    };

    private static final List<String> TABLES = List.of(
            "record", "record_code", "record_rule", "record_attribute", "payload", "node", "checkpoint", "head");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each
    private Path data;

    private int recorded;

    @BeforeEach
    void a_journal_that_was_backed_up_whole() {
        data = folder.resolve("data");
        record(250, 30);
        full("0");
    }

    @Test
    void a_chain_of_backups_restores_what_the_journal_has_row_by_row_and_every_file_byte_by_byte() throws Exception {
        record(3, 30); // within a tile of the tree
        since("0", "1");
        record(290, 31); // two tiles end, and another bundle decides
        outcome();
        claim();
        since("1", "2");
        since("2", "3"); // nothing is new
        record(40, 31);
        assertThat(since("3", "4").fresh()).isEqualTo(40);

        assertThat(restore("4").records()).isEqualTo(585);
        assertThat(rows(restored())).isEqualTo(rows(data));
        for (String file : List.of("journal-checkpoint.txt", "journal-heads", "journal-key.pub")) {
            assertThat(restored().resolve(file)).hasSameBinaryContentAs(data.resolve(file));
        }
        assertThat(bundles(restored())).hasSize(2).isEqualTo(bundles(data));
        assertThat(folder.resolve("3").resolve("bundles")).doesNotExist();
        assertThat(restored().toFile().list())
                .doesNotContain("backup.txt", "unchanged.txt", "journal-since.db", "SHA256SUMS");

        Files.copy(data.resolve("journal-key.pem"), restored().resolve("journal-key.pem"));
        data = restored();
        record(1, 31);
        assertThat(since("4", "5").fresh()).isEqualTo(1);
    }

    @Test
    void a_checkpoint_signed_later_over_what_was_backed_up_before_comes_with_the_next_backup() throws Exception {
        outcome(); // no checkpoint covers it yet
        since("0", "1");
        record(0, 30);
        assertThat(since("1", "2").fresh()).isZero();

        restore("2");
        assertThat(rows(restored())).isEqualTo(rows(data));
    }

    @Test
    void a_checkpoint_signed_over_other_records_than_were_backed_up_before_is_found() throws Exception {
        restore("0");
        Files.copy(data.resolve("journal-key.pem"), restored().resolve("journal-key.pem"));
        outcome();
        since("0", "1");

        Path original = data;
        data = restored();
        recorded = 250;
        record(1, 33); // another record 251, signed with the same key
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + original.resolve("journal.db"));
                var statement = connection.createStatement()) {
            statement.execute("ATTACH '" + restored().resolve("journal.db") + "' AS other");
            statement.execute("INSERT INTO checkpoint SELECT * FROM other.checkpoint WHERE size = 251");
        }
        data = original;
        assertThatThrownBy(() -> since("1", "2"))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("record 251")
                .hasMessageContaining("differs from what the checkpoint");
    }

    @Test
    void each_backup_made_while_a_service_records_has_what_was_acknowledged_before_it_began() throws Exception {
        AtomicBoolean isDone = new AtomicBoolean();
        AtomicInteger acknowledged = new AtomicInteger(recorded);
        CompletableFuture<Void> service = CompletableFuture.runAsync(() -> {
            while (!isDone.get()) {
                record(7, 30 + recorded % 3);
                acknowledged.set(recorded);
            }
        });
        long last = 0;
        for (int i = 1; i <= 5; i++) {
            int before = acknowledged.get();
            last = since(String.valueOf(i - 1), String.valueOf(i)).records();
            assertThat(last).isGreaterThanOrEqualTo(before);
        }
        isDone.set(true);
        service.join();
        assertThat(restore("5").records()).isEqualTo(last);
    }

    @Test
    void what_was_retired_since_is_deleted_in_the_restored_journal_too() throws Exception {
        record(20, 30);
        since("0", "1");
        record(5, 30);
        try (Journal journal = SqliteJournal.open(data)) {
            journal.retire(AT.plusSeconds(100), AT.plusSeconds(200), "auditor");
        }
        record(5, 30);
        SqliteJournal.compact(data);
        since("1", "2");

        restore("2");
        assertThat(rows(restored())).isEqualTo(rows(data));
        assertThat(rows(restored()).stream().filter(row -> row.startsWith("payload")))
                .hasSize(5);
    }

    @Test
    void a_chain_with_a_gap_or_an_exchanged_link_is_not_restored_and_not_continued() throws Exception {
        record(2, 30);
        since("0", "1");
        record(2, 30);
        since("1", "2");
        record(2, 30);
        since("2", "3");

        move("1", "aside");
        assertRefused("3", "continues the backup", "1, which is missing", "Put it back");
        full("1");
        assertRefused("3", "as it was, and that is another one now");
        move("1", "another");
        move("aside", "1");

        move("2", "aside");
        move("3", "2"); // and so in the wrong order
        assertRefused("2", "that is another one now");
    }

    @Test
    void damage_in_any_link_is_found_before_anything_is_restored() throws Exception {
        record(2, 30);
        since("0", "1");
        record(2, 31);
        since("1", "2");

        for (String file : List.of("0/journal.db", "1/journal-since.db", "1/unchanged.txt", "2/backup.txt")) {
            byte[] whole = Files.readAllBytes(folder.resolve(file));
            byte[] damaged = whole.clone();
            damaged[damaged.length / 2] ^= 1;
            Files.write(folder.resolve(file), damaged);
            assertThatThrownBy(() -> restore("2"))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining(file + " was changed since the backup was made");
            assertThat(restored()).doesNotExist();
            Files.write(folder.resolve(file), whole);
        }
        Files.delete(folder.resolve("1/journal-since.db"));
        assertRefused("2", "journal-since.db is missing");
    }

    @Test
    void a_record_that_was_forged_in_a_link_with_new_checksums_does_not_verify() throws Exception {
        record(2, 30);
        since("0", "1");
        Path link = folder.resolve("1");
        change(
                link.resolve("journal-since.db"),
                "record",
                "UPDATE record SET caller = 'somebody' WHERE sequence = 252");
        TreeMap<String, Digest> sums = new TreeMap<>(Checksums.of(link).byPath());
        sums.put("journal-since.db", Checksums.over(link.resolve("journal-since.db")));
        Files.delete(link.resolve("SHA256SUMS"));
        new Checksums(sums).write(link.resolve("SHA256SUMS"));

        assertRefused("1", "does not verify", "record 252", "was changed");
    }

    @Test
    void what_does_not_verify_is_not_backed_up() throws Exception {
        record(300, 30);
        for (String change : List.of(
                "UPDATE record SET caller = 'somebody' WHERE sequence = 260",
                "UPDATE payload SET document = x'00' WHERE sequence = 260",
                "UPDATE node SET hash = zeroblob(32) WHERE idx = 1",
                "UPDATE checkpoint SET root = zeroblob(32) WHERE size = 550",
                "UPDATE head SET note = 'no note'",
                "DELETE FROM record WHERE sequence = 250")) {
            Path whole = folder.resolve("whole.db");
            Files.copy(data.resolve("journal.db"), whole);
            change(data.resolve("journal.db"), change.split(" ")[change.startsWith("DELETE") ? 2 : 1], change);
            assertThatThrownBy(() -> since("0", "1")).as(change).isInstanceOf(BackupException.class);
            assertThat(folder.toFile().list()).as(change).noneMatch(name -> name.equals("1") || name.startsWith(".1"));
            Files.delete(data.resolve("journal.db"));
            Files.move(whole, data.resolve("journal.db"));
        }
        assertThat(since("0", "1").fresh()).isEqualTo(300);
    }

    @Test
    void only_the_journal_that_was_backed_up_can_be_continued_and_only_beside_its_backup() throws Exception {
        record(2, 30);
        since("0", "1");

        restore("0");
        Files.copy(data.resolve("journal-key.pem"), restored().resolve("journal-key.pem"));
        data = restored();
        assertThatThrownBy(() -> since("1", "2")) // older than the backup
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("it is another one, or older")
                .hasMessageContaining("Make a full backup");
        recorded = 250;
        record(2, 32);
        assertThatThrownBy(() -> since("1", "2")) // went on in another way
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("it is another one, or older");

        data = folder.resolve("foreign");
        recorded = 0;
        record(300, 33);
        assertThatThrownBy(() -> since("1", "2"))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("it is another one, or older");
        assertThatThrownBy(() -> since("1", "elsewhere/2"))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("is not beside");
        assertThatThrownBy(() -> since("data", "2"))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("is no backup");
    }

    @Test
    void a_backup_from_before_the_journal_had_its_present_structure_is_not_continued() throws Exception {
        change(folder.resolve("0/journal.db"), "none", "PRAGMA user_version = 4");
        assertThatThrownBy(() -> since("0", "1"))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("was made by another version")
                .hasMessageContaining("Make a full backup");
    }

    private void assertRefused(String backup, String... because) {
        assertThatThrownBy(() -> restore(backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContainingAll(because);
        assertThat(restored()).doesNotExist();
    }

    private Path restored() {
        return folder.resolve("restored");
    }

    private void move(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to));
    }

    private void full(String name) {
        new BackUpDataFolder(data, false).to(folder.resolve(name), SILENT);
    }

    private BackUpDataFolder.Made since(String earlier, String name) {
        return new BackUpDataFolder(data, false).since(folder.resolve(earlier), folder.resolve(name), SILENT);
    }

    private RestoreDataFolder.Restored restore(String backup) {
        return new RestoreDataFolder(folder.resolve(backup)).to(restored(), SILENT);
    }

    /** As the service does: the bundle first, then the records that name it, then a log checkpoint. */
    private void record(int count, int threshold) {
        BundleContent bundle =
                BundleContent.read(BundleFolder.at(SmallRules.write(folder.resolve("rules-" + threshold), threshold)));
        new BundleStore(data.resolve("bundles")).keep(bundle);
        try (Journal journal = SqliteJournal.open(data)) {
            IntStream.rangeClosed(recorded + 1, recorded + count)
                    .mapToObj(i -> journal.append(
                            decidedBy(bundle.manifest().digest(), i % 4 == 0 ? attributed(i) : anEntry("r" + i))))
                    .toList()
                    .forEach(CompletableFuture::join);
            new Checkpoints(journal, data, Clock.systemUTC()).sign();
        }
        recorded += count;
    }

    private static DecisionEntry attributed(int i) {
        DecisionEntry entry = anEntry("r" + i);
        return Entries.with(
                Entries.attributed(
                        entry.facets(),
                        Map.of("order.attributes.a", "\"x\\ y\" %" + i, "order.attributes.b", "é\t" + i)),
                entry.at(),
                entry);
    }

    private void claim() {
        try (var journal = SqliteJournal.open(data)) {
            journal.append(aClaim("r1", 1, "key:anna")).join();
        }
    }

    private void outcome() {
        try (Journal journal = SqliteJournal.open(data)) {
            journal.append(anOutcome("r1", "CORRECT")).join();
        }
        recorded++;
    }

    private static List<String> bundles(Path data) throws IOException {
        try (var kept = Files.list(data.resolve("bundles"))) {
            return kept.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** As somebody who may write the file can, whatever the triggers say. */
    private static void change(Path database, String table, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = DELETE");
            if (sql.startsWith("PRAGMA")) {
                statement.execute(sql);
            }
            for (String kind : List.of("UPDATE", "DELETE")) {
                String name = table + "_never_" + kind;
                List<String> trigger = new ArrayList<>();
                try (var rows = statement.executeQuery("SELECT sql FROM sqlite_schema WHERE name = '" + name + "'")) {
                    while (rows.next()) {
                        trigger.add(rows.getString(1));
                    }
                }
                statement.execute("DROP TRIGGER IF EXISTS " + name);
                if (sql.startsWith(kind)) {
                    assertThat(statement.executeUpdate(sql)).isEqualTo(1);
                }
                for (String again : trigger) {
                    statement.execute(again);
                }
            }
        }
    }

    private static List<String> rows(Path data) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("journal.db"));
                var statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (var found = statement.executeQuery("SELECT * FROM " + table)) {
                    int columns = found.getMetaData().getColumnCount();
                    while (found.next()) {
                        StringBuilder row = new StringBuilder(table);
                        for (int i = 1; i <= columns; i++) {
                            Object value = found.getObject(i);
                            row.append('|').append(value instanceof byte[] bytes ? Entries.digest(hex(bytes)) : value);
                        }
                        rows.add(row.toString());
                    }
                }
            }
        }
        return rows.stream().sorted().toList();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
