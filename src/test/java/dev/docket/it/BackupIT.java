package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.ServiceProcess;
import dev.docket.journal.JournalReader;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.service.backup.BackUpDataFolder;
import dev.docket.service.backup.BackupProgress;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.proof.VerifyJournal;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A packaged service is backed up while it decides, and another one goes on with the copy. */
@Timeout(300)
class BackupIT {
    private static final int CALLERS = 2;
    private static final int ENOUGH = 100;
    private static final int FEW = 10;

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

    @Test
    void each_backup_under_load_has_what_was_acknowledged_before_and_a_service_goes_on_with_a_restored_one()
            throws Exception {
        Path data = folder.resolve("data");
        Set<String> acknowledgedBefore;
        try (ServiceProcess service = ServiceProcess.start(data)) {
            Callers callers = Callers.start(service.uri(), HttpClient.Version.HTTP_1_1, CALLERS, "backup");
            for (int i = 1; i <= 2; i++) {
                Callers.await(List.of(callers), ENOUGH);
                Set<String> acknowledged = callers.acknowledged();
                Path backup = folder.resolve("backup-" + i);
                // In this process, to save the start of another.
                new BackUpDataFolder(data, true).to(backup, SILENT);
                assertSoundWith(backup, acknowledged);
            }
            Callers.await(List.of(callers), ENOUGH);
            acknowledgedBefore = callers.acknowledged();
            Program.Ended made = Program.run(
                    "backup",
                    "--data",
                    data.toString(),
                    "--to",
                    folder.resolve("backup-3").toString(),
                    "--since",
                    folder.resolve("backup-2").toString(),
                    "--with-keys");
            assertThat(made.exitCode()).as(made.errors()).isZero();
            assertThat(made.output()).contains("are new since");
            assertKilledBackupLeavesNoTarget(data);
            assertThat(callers.stop().failures()).isEmpty();
        }
        assertServiceGoesOnWith(folder.resolve("backup-3"), acknowledgedBefore);
    }

    private static void assertSoundWith(Path data, Set<String> requestIds) {
        VerifyJournal.Report verified = new VerifyJournal(
                        JournalArchive.of(new JournalStore.Sqlite(data)), List.of(), List.of())
                .run(records -> {});
        assertThat(verified.problems()).isEmpty();
        try (JournalReader journal = SqliteJournal.openToRead(data)) {
            assertThat(requestIds).hasSizeGreaterThanOrEqualTo(FEW).allMatch(id -> journal.findByRequestId(id)
                    .isPresent());
        }
    }

    private void assertKilledBackupLeavesNoTarget(Path data) throws Exception {
        Path target = folder.resolve("killed");
        Process backup = Program.start("backup", "--data", data.toString(), "--to", target.toString());
        while (backup.isAlive() && !isBegun(target)) {
            Thread.sleep(1);
        }
        assertThat(backup.destroyForcibly().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(backup.exitValue()).isEqualTo(137);
        assertThat(target).doesNotExist();
    }

    private boolean isBegun(Path target) throws Exception {
        try (Stream<Path> beside = Files.list(folder)) {
            return beside.anyMatch(path -> path.getFileName().toString().startsWith("." + target.getFileName()));
        }
    }

    private void assertServiceGoesOnWith(Path backup, Set<String> acknowledged) throws Exception {
        Path restored = folder.resolve("restored");
        Program.Ended made = Program.run("restore", "--from", backup.toString(), "--data", restored.toString());
        assertThat(made.exitCode()).as(made.errors()).isZero();
        assertThat(made.output()).contains("restored journal-key.pem");
        assertSoundWith(restored, acknowledged);
        Set<String> decided;
        try (ServiceProcess service = ServiceProcess.start(restored)) {
            Callers callers = Callers.start(service.uri(), HttpClient.Version.HTTP_1_1, CALLERS, "restored");
            Callers.await(List.of(callers), FEW);
            assertThat(callers.stop().failures()).isEmpty();
            decided = callers.acknowledged();
            service.terminate();
            assertThat(service.awaitEnd()).isZero();
        }
        assertSoundWith(restored, decided);
    }
}
