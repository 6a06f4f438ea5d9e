package dev.docket.service.backup;

import static dev.docket.journal.Entries.anEntry;
import static dev.docket.journal.Entries.decidedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.access.Role;
import dev.docket.access.key.StoredKey;
import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.store.BundleStore;
import dev.docket.fixture.SmallDisk;
import dev.docket.fixture.SmallRules;
import dev.docket.fixture.TestKeys;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.journal.sqlite.FolderFollowers;
import dev.docket.journal.sqlite.SqliteJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackUpDataFolderTest {
    private static final BackupProgress SILENT = new BackupProgress() {
        @Override
        public void begins(String step) {}

        @Override
        public void copied() {}

        @Override
        public void verified(long records) {}
    };

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each
    private Path data;

    @BeforeEach
    void a_data_folder_with_a_journal_a_bundle_and_two_api_keys() {
        data = folder.resolve("data");
        try (Journal journal = SqliteJournal.open(data)) {
            decide(journal, 1);
        }
        TestKeys keys = new TestKeys(data);
        keys.create("used", Role.DECIDE);
        keys.create("leaked", Role.OPERATE);
    }

    @Test
    void every_copy_made_while_bundles_decide_and_checkpoints_are_signed_verifies_and_has_all_that_was_acknowledged() {
        AtomicBoolean isDone = new AtomicBoolean();
        AtomicInteger acknowledged = new AtomicInteger(1);
        try (Journal journal = SqliteJournal.open(data)) {
            CompletableFuture<Void> service = CompletableFuture.runAsync(() -> {
                while (!isDone.get()) {
                    decide(journal, acknowledged.get() + 1);
                    acknowledged.incrementAndGet();
                }
            });
            for (int i = 0; i < 8; i++) {
                int before = acknowledged.get();
                assertThat(backUp("backup-" + i, false).records()).isGreaterThanOrEqualTo(before);
            }
            isDone.set(true);
            service.join();
        }
        assertThat(acknowledged.get()).isGreaterThan(8);
    }

    @Test
    void a_copy_is_made_while_folders_that_are_being_written_come_and_go() throws IOException {
        Path bundles = Files.createDirectories(data.resolve("bundles"));
        AtomicBoolean isDone = new AtomicBoolean();
        CompletableFuture<Void> service = CompletableFuture.runAsync(() -> {
            while (!isDone.get()) {
                comeAndGo(bundles.resolve(".sha256-unfinished"));
            }
        });
        for (int i = 0; i < 40; i++) {
            assertThat(backUp("backup-" + i, false).records()).isEqualTo(1);
        }
        isDone.set(true);
        service.join();
        try (Stream<Path> copied = Files.walk(folder.resolve("backup-39"))) {
            assertThat(copied).noneMatch(path -> path.endsWith(".sha256-unfinished"));
        }
    }

    @Test
    void what_is_restored_is_what_was_there_and_only_its_owner_may_read_it() throws IOException {
        Files.writeString(data.resolve("notes.txt"), "an operator's");
        new FolderFollowers(data.resolve("shadow")).write("candidate", new byte[] {1});

        BackUpDataFolder.Made made = backUp("backup", true);
        RestoreDataFolder.Restored restored = restore("backup", "restored");

        assertThat(made.strangers()).containsExactly("notes.txt");
        assertThat(restored.records()).isEqualTo(1);
        assertThat(restored.hasSigningKey()).isTrue();
        List<String> copied = files(data);
        copied.removeAll(List.of("notes.txt", "journal.lock", "access/lock"));
        assertThat(files(folder.resolve("restored"))).isEqualTo(copied);
        for (String file : copied) {
            if (!file.equals("journal.db")) {
                assertThat(folder.resolve("restored").resolve(file)).hasSameBinaryContentAs(data.resolve(file));
            }
        }
        for (String root : List.of("backup", "restored")) {
            try (Stream<Path> paths = Files.walk(folder.resolve(root))) {
                assertThat(paths).allSatisfy(path -> assertThat(
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .endsWith("------"));
            }
        }
    }

    @Test
    void keys_are_copied_only_if_asked_for_and_the_restored_ones_are_named() throws IOException {
        backUp("without", false);
        assertThat(files(folder.resolve("without")))
                .contains("journal-key.pub")
                .doesNotContain("journal-key.pem", "access/keys");

        backUp("with", true);
        new TestKeys(data).revoke("leaked");
        assertThat(restore("with", "restored").apiKeys())
                .extracting(StoredKey::name)
                .containsExactlyInAnyOrder("used", "leaked");
    }

    @Test
    void a_journal_restored_without_its_key_makes_no_other_one_and_goes_on_once_it_is_back() throws IOException {
        backUp("backup", false);
        assertThat(restore("backup", "restored").hasSigningKey()).isFalse();
        Path restored = folder.resolve("restored");

        assertThatThrownBy(() -> SqliteJournal.open(restored).close())
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContaining("journal-key.pem")
                .hasMessageContaining("Put it back");
        assertThat(restored.resolve("journal-key.pem")).doesNotExist();

        Files.copy(data.resolve("journal-key.pem"), restored.resolve("journal-key.pem"));
        data = restored;
        try (Journal journal = SqliteJournal.open(restored)) {
            decide(journal, 2);
        }
        assertThat(backUp("again", false).records()).isEqualTo(2);
    }

    @Test
    void a_backup_that_was_changed_is_not_restored() throws IOException {
        backUp("backup", true);
        Path backup = folder.resolve("backup");

        Files.writeString(backup.resolve("added"), "");
        assertNotRestored("added was added");
        Files.delete(backup.resolve("added"));

        Path aside = folder.resolve("aside");
        Files.move(backup.resolve("journal-heads"), aside);
        assertNotRestored("journal-heads is missing");

        Files.createSymbolicLink(backup.resolve("journal-heads"), folder.resolve("nowhere"));
        assertNotRestored("journal-heads");
        Files.move(aside, backup.resolve("journal-heads"), StandardCopyOption.REPLACE_EXISTING);

        byte[] journal = Files.readAllBytes(backup.resolve("journal.db"));
        journal[journal.length / 2] ^= 1;
        Files.write(backup.resolve("journal.db"), journal);
        assertNotRestored("journal.db was changed");

        Files.writeString(backup.resolve("SHA256SUMS"), "nonsense");
        assertNotRestored("SHA256SUMS was damaged, at 'nonsense'");
    }

    @Test
    void what_does_not_verify_is_not_backed_up() throws IOException {
        String rules = files(data).stream()
                .filter(file -> file.endsWith(".drl"))
                .findFirst()
                .orElseThrow();
        Files.writeString(data.resolve(rules), "// changed");

        assertThatThrownBy(() -> backUp("another", true))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("does not verify")
                .hasMessageContaining("was changed");
        assertThat(files(folder)).noneMatch(file -> file.startsWith("another") || file.contains(".another"));
    }

    @Test
    void nothing_is_ever_written_over() throws IOException {
        backUp("backup", false);
        assertThatThrownBy(() -> backUp("backup", false))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("is not empty");

        try (Journal inUse = SqliteJournal.open(folder.resolve("in-use"))) {
            assertThatThrownBy(() -> restore("backup", "in-use"))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("is in use by");
            assertThat(inUse.count()).isZero();
        }
        Files.createDirectory(folder.resolve("empty"));
        assertThat(restore("backup", "empty").records()).isEqualTo(1);
    }

    @Test
    void there_is_no_backup_while_acknowledged_decisions_wait_in_the_spool() {
        SqliteJournal.open(data.resolve("spool")).close();

        assertThatThrownBy(() -> backUp("backup", false))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("wait in the spool");
    }

    @Test
    void a_disk_without_room_is_said_and_keeps_nothing_of_the_backup() throws IOException {
        try (Journal journal = SqliteJournal.open(data)) {
            journal.append(anEntry("large", 600_000)).join();
        }
        try (SmallDisk disk = SmallDisk.mount(1)) {
            assertThatThrownBy(() ->
                            new BackUpDataFolder(data, false).to(disk.folder().resolve("backup"), SILENT))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("journal.db cannot be copied")
                    .hasMessageContaining("has room");
            disk.fill();
            assertThatThrownBy(() ->
                            new BackUpDataFolder(data, false).to(disk.folder().resolve("backup"), SILENT))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("has room");
            disk.makeRoom();
            assertThat(disk.folder()).isEmptyDirectory();
        }
    }

    private void assertNotRestored(String because) {
        assertThatThrownBy(() -> restore("backup", "restored"))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(because);
        assertThat(folder.toFile().list()).noneMatch(name -> name.contains("restored"));
    }

    private BackUpDataFolder.Made backUp(String name, boolean withKeys) {
        return new BackUpDataFolder(data, withKeys).to(folder.resolve(name), SILENT);
    }

    private RestoreDataFolder.Restored restore(String backup, String name) {
        return new RestoreDataFolder(folder.resolve(backup)).to(folder.resolve(name), SILENT);
    }

    /** As the service does: the bundle first, then the record that names it, then a log checkpoint. */
    private static void comeAndGo(Path unfinished) {
        try {
            Path rules = Files.createDirectories(unfinished.resolve("rules"));
            for (int i = 0; i < 20; i++) {
                Files.writeString(rules.resolve(i + ".drl"), "");
            }
            for (int i = 0; i < 20; i++) {
                Files.delete(rules.resolve(i + ".drl"));
            }
            Files.delete(rules);
            Files.delete(unfinished);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void decide(Journal journal, int number) {
        BundleContent bundle =
                BundleContent.read(BundleFolder.at(SmallRules.write(folder.resolve("rules"), 30 + number % 300)));
        new BundleStore(data.resolve("bundles")).keep(bundle);
        journal.append(decidedBy(bundle.manifest().digest(), anEntry("r" + number)))
                .join();
        new Checkpoints(journal, data, Clock.systemUTC()).sign();
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return new ArrayList<>(files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> !file.equals(Checksums.FILE))
                    .sorted()
                    .toList());
        }
    }
}
