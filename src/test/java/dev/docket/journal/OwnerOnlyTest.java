package dev.docket.journal;

import static dev.docket.journal.Entries.anEntry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.journal.sqlite.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void nobody_but_the_owner_may_read_the_journal_its_key_or_its_folder() throws IOException {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        var data = folder.resolve("data").resolve("journal");
        Map<String, String> permissions = new TreeMap<>();
        try (var journal = SqliteJournal.open(data)) {
            journal.append(anEntry("one")).join();
            new Checkpoints(journal, data, Clock.systemUTC()).sign();
            try (var files = Files.walk(folder.resolve("data"))) {
                for (var file : files.toList()) {
                    permissions.put(
                            folder.relativize(file).toString(),
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                }
            }
        }

        assertThat(permissions)
                .hasSizeGreaterThan(7)
                .allSatisfy((file, mode) -> assertThat(mode).as(file).endsWith("------"));
    }
}
